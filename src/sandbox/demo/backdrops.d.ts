/**
 * The rooms behind the people, as sharp little drawings 100 wide and 125 high. They are blurred,
 * darkened towards the corners and given grain before anyone stands in front of them.
 */
export interface Backdrop {
    svg: string;
    /** Standard deviation of the blur, in drawing units. */
    blur: number;
}
/** Every place a photo can be taken at, neighbours unlike each other. */
export declare const BACKDROPS: readonly Backdrop[];

/** A colour of one's own, or one that the style fills in by name. */
export type Paint = string | {
    type: 'color';
    name: string;
};
/** The style's colour of that name. */
export declare const color: (name: string) => Paint;
/** One path of a drawing, as DiceBear's style definitions have it. */
export interface Path {
    type: 'element';
    name: 'path';
    attributes: Record<string, Paint>;
}
/** A filled outline; `d` as in SVG. */
export declare function shape(d: string, fill: Paint, opacity?: number): Path;
/** A stroke with round ends. */
export declare function line(d: string, stroke: Paint, width: number, opacity?: number): Path;
/** The path and its mirror image. */
export declare const both: (draw: (d: string) => Path, d: string) => Path[];

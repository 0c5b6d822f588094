/** Pixels of a room: a little more than a picture, so that the camera can look at parts of it. */
export declare const ROOM: {
    readonly width: 832;
    readonly height: 1040;
};
/** A backdrop out of focus, three bytes a pixel, once for all photos taken there. */
export declare function drawRoom(index: number): Promise<Buffer>;

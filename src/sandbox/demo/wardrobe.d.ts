/** What people wear to work, by name, in the order it is painted. */
export declare const CLOTHES: {
    suitAndTie: import("./path.ts").Path[];
    suitOpenCollar: import("./path.ts").Path[];
    blazerAndTop: import("./path.ts").Path[];
    shirtAndTie: import("./path.ts").Path[];
    shirtOpenCollar: import("./path.ts").Path[];
    sweaterAndShirt: import("./path.ts").Path[];
    turtleneck: import("./path.ts").Path[];
    roundNeck: import("./path.ts").Path[];
    blouse: import("./path.ts").Path[];
};
export type Clothes = keyof typeof CLOTHES;

import { Style } from '@dicebear/core';
declare const EYES: {
    bright: import("./path.ts").Path[];
    happy: {
        name: string;
        type: string;
        attributes: {
            "fill-rule": string;
            "clip-rule": string;
            d: string;
            fill: string;
            "fill-opacity": string;
        };
    }[];
};
declare const MOUTH: {
    smile: import("./path.ts").Path[];
    grin: import("./path.ts").Path[];
    laugh: import("./path.ts").Path[];
};
export type Eyes = keyof typeof EYES;
export type Mouth = keyof typeof MOUTH;
/**
 * Avataaars by Pablo Stanley, dressed for work: his heads, hair and glasses, with a wardrobe, eyes
 * and smiles of our own in the same hand. The attribution stays in `meta`. Light falls from the
 * left; `url(#…)` are the gradients of `LIGHT`, which the surrounding picture must define.
 */
export declare const OFFICE_STYLE: Style<{
    $id: string;
    $schema: string;
    $comment: string;
    meta: {
        license: {
            name: string;
            url: string;
            text: string;
        };
        creator: {
            name: string;
            url: string;
        };
        source: {
            name: string;
            url: string;
        };
    };
    attributes: {
        fill: string;
        "shape-rendering": string;
    };
    canvas: {
        width: number;
        height: number;
        elements: (import("./path.ts").Path | {
            name: string;
            type: string;
            attributes: {
                d: string;
                fill: {
                    type: string;
                    name: string;
                };
                "fill-opacity"?: never;
                transform?: never;
            };
        } | {
            name: string;
            type: string;
            attributes: {
                d: string;
                fill: string;
                "fill-opacity": string;
                transform?: never;
            };
        } | {
            name: string;
            type: string;
            attributes: {
                d?: never;
                fill?: never;
                "fill-opacity"?: never;
                transform: string;
            };
        } | undefined)[];
    };
    components: {
        accessories: {
            width: number;
            height: number;
            probability: number;
            variants: {
                eyepatch: {
                    elements: {
                        name: string;
                        type: string;
                        attributes: {
                            "fill-rule": string;
                            "clip-rule": string;
                            d: string;
                            fill: {
                                type: string;
                                name: string;
                            };
                        };
                    }[];
                };
                kurt: {
                    elements: ({
                        name: string;
                        type: string;
                        attributes: {
                            d: string;
                            fill: string;
                            "fill-opacity": string;
                        };
                    } | {
                        name: string;
                        type: string;
                        attributes: {
                            "fill-opacity"?: never;
                            d: string;
                            fill: {
                                type: string;
                                name: string;
                            };
                        };
                    } | {
                        name: string;
                        type: string;
                        attributes: {
                            "fill-opacity"?: never;
                            d: string;
                            fill: string;
                        };
                    })[];
                };
                prescription01: {
                    elements: ({
                        name: string;
                        type: string;
                        attributes: {
                            "fill-rule": string;
                            "clip-rule": string;
                            d: string;
                            fill: string;
                            "fill-opacity": string;
                        };
                    } | {
                        name: string;
                        type: string;
                        attributes: {
                            "fill-opacity"?: never;
                            "fill-rule": string;
                            "clip-rule": string;
                            d: string;
                            fill: {
                                type: string;
                                name: string;
                            };
                        };
                    })[];
                };
                prescription02: {
                    elements: ({
                        name: string;
                        type: string;
                        attributes: {
                            "fill-rule": string;
                            "clip-rule": string;
                            d: string;
                            fill: string;
                            "fill-opacity": string;
                        };
                    } | {
                        name: string;
                        type: string;
                        attributes: {
                            "fill-opacity"?: never;
                            "fill-rule": string;
                            "clip-rule": string;
                            d: string;
                            fill: {
                                type: string;
                                name: string;
                            };
                        };
                    })[];
                };
                round: {
                    elements: ({
                        name: string;
                        type: string;
                        attributes: {
                            "fill-rule": string;
                            "clip-rule": string;
                            d: string;
                            fill: string;
                            "fill-opacity": string;
                        };
                    } | {
                        name: string;
                        type: string;
                        attributes: {
                            "fill-opacity"?: never;
                            "fill-rule": string;
                            "clip-rule": string;
                            d: string;
                            fill: {
                                type: string;
                                name: string;
                            };
                        };
                    })[];
                };
                sunglasses: {
                    elements: ({
                        name: string;
                        type: string;
                        attributes: {
                            "fill-rule": string;
                            "clip-rule": string;
                            d: string;
                            fill: string;
                            "fill-opacity": string;
                            style?: never;
                        };
                        children?: never;
                    } | {
                        name: string;
                        type: string;
                        attributes: {
                            "fill-opacity"?: never;
                            "fill-rule": string;
                            "clip-rule": string;
                            d: string;
                            fill: string;
                            style: string;
                        };
                        children?: never;
                    } | {
                        name: string;
                        type: string;
                        attributes: {
                            "fill-opacity"?: never;
                            style?: never;
                            "fill-rule": string;
                            "clip-rule": string;
                            d: string;
                            fill: {
                                type: string;
                                name: string;
                            };
                        };
                        children?: never;
                    } | {
                        attributes?: never;
                        name: string;
                        type: string;
                        children: {
                            name: string;
                            type: string;
                            attributes: {
                                id: string;
                                x1: string;
                                y1: string;
                                x2: string;
                                y2: string;
                                gradientUnits: string;
                            };
                            children: ({
                                name: string;
                                type: string;
                                attributes: {
                                    "stop-color": string;
                                    "stop-opacity": string;
                                    offset?: never;
                                };
                            } | {
                                name: string;
                                type: string;
                                attributes: {
                                    "stop-color"?: never;
                                    offset: string;
                                    "stop-opacity": string;
                                };
                            })[];
                        }[];
                    })[];
                };
                wayfarers: {
                    elements: ({
                        children?: never;
                        name: string;
                        type: string;
                        attributes: {
                            style?: never;
                            "fill-rule": string;
                            "clip-rule": string;
                            d: string;
                            fill: string;
                            "fill-opacity": string;
                        };
                    } | {
                        children?: never;
                        name: string;
                        type: string;
                        attributes: {
                            style?: never;
                            d: string;
                            fill: string;
                            "fill-opacity": string;
                            "fill-rule"?: never;
                            "clip-rule"?: never;
                        };
                    } | {
                        children?: never;
                        name: string;
                        type: string;
                        attributes: {
                            "fill-opacity"?: never;
                            d: string;
                            fill: string;
                            style: string;
                            "fill-rule"?: never;
                            "clip-rule"?: never;
                        };
                    } | {
                        children?: never;
                        name: string;
                        type: string;
                        attributes: {
                            "fill-opacity"?: never;
                            style?: never;
                            "fill-rule": string;
                            "clip-rule": string;
                            d: string;
                            fill: {
                                type: string;
                                name: string;
                            };
                        };
                    } | {
                        attributes?: never;
                        name: string;
                        type: string;
                        children: {
                            name: string;
                            type: string;
                            attributes: {
                                id: string;
                                x1: string;
                                y1: string;
                                x2: string;
                                y2: string;
                                gradientUnits: string;
                            };
                            children: ({
                                name: string;
                                type: string;
                                attributes: {
                                    offset?: never;
                                    "stop-color": string;
                                    "stop-opacity": string;
                                };
                            } | {
                                name: string;
                                type: string;
                                attributes: {
                                    "stop-color"?: never;
                                    offset: string;
                                    "stop-opacity": string;
                                };
                            })[];
                        }[];
                    })[];
                };
            };
        };
        clothesGraphic: {
            width: number;
            height: number;
            variants: {
                bat: {
                    elements: {
                        name: string;
                        type: string;
                        attributes: {
                            "fill-rule": string;
                            "clip-rule": string;
                            d: string;
                            fill: string;
                        };
                    }[];
                };
                bear: {
                    elements: {
                        name: string;
                        type: string;
                        attributes: {
                            "fill-rule": string;
                            "clip-rule": string;
                            d: string;
                            fill: string;
                        };
                    }[];
                };
                cumbia: {
                    elements: {
                        name: string;
                        type: string;
                        attributes: {
                            "fill-rule": string;
                            "clip-rule": string;
                            d: string;
                            fill: string;
                        };
                    }[];
                };
                deer: {
                    elements: {
                        name: string;
                        type: string;
                        attributes: {
                            "fill-rule": string;
                            "clip-rule": string;
                            d: string;
                            fill: string;
                        };
                    }[];
                };
                diamond: {
                    elements: {
                        name: string;
                        type: string;
                        attributes: {
                            "fill-rule": string;
                            "clip-rule": string;
                            d: string;
                            fill: string;
                        };
                    }[];
                };
                hola: {
                    elements: ({
                        name: string;
                        type: string;
                        attributes: {
                            "fill-rule"?: never;
                            "clip-rule"?: never;
                            d: string;
                            fill: string;
                        };
                    } | {
                        name: string;
                        type: string;
                        attributes: {
                            "fill-rule": string;
                            "clip-rule": string;
                            d: string;
                            fill: string;
                        };
                    })[];
                };
                pizza: {
                    elements: {
                        name: string;
                        type: string;
                        attributes: {
                            "fill-rule": string;
                            "clip-rule": string;
                            d: string;
                            fill: string;
                        };
                    }[];
                };
                resist: {
                    elements: {
                        name: string;
                        type: string;
                        attributes: {
                            "fill-rule": string;
                            "clip-rule": string;
                            d: string;
                            fill: string;
                        };
                    }[];
                };
                skull: {
                    elements: {
                        name: string;
                        type: string;
                        attributes: {
                            "fill-rule": string;
                            "clip-rule": string;
                            d: string;
                            fill: string;
                        };
                    }[];
                };
                skullOutline: {
                    elements: {
                        name: string;
                        type: string;
                        attributes: {
                            "fill-rule": string;
                            "clip-rule": string;
                            d: string;
                            fill: string;
                        };
                    }[];
                };
            };
        };
        eyebrows: {
            width: number;
            height: number;
            variants: {
                angry: {
                    elements: {
                        name: string;
                        type: string;
                        attributes: {
                            d: string;
                            fill: string;
                            "fill-opacity": string;
                        };
                    }[];
                };
                angryNatural: {
                    elements: {
                        name: string;
                        type: string;
                        attributes: {
                            "fill-rule": string;
                            "clip-rule": string;
                            d: string;
                            fill: string;
                            "fill-opacity": string;
                        };
                    }[];
                };
                default: {
                    elements: {
                        name: string;
                        type: string;
                        attributes: {
                            d: string;
                            fill: string;
                            "fill-opacity": string;
                        };
                    }[];
                };
                defaultNatural: {
                    elements: {
                        name: string;
                        type: string;
                        attributes: {
                            "fill-rule": string;
                            "clip-rule": string;
                            d: string;
                            fill: string;
                            "fill-opacity": string;
                        };
                    }[];
                };
                flatNatural: {
                    elements: {
                        name: string;
                        type: string;
                        attributes: {
                            "fill-rule": string;
                            "clip-rule": string;
                            d: string;
                            fill: string;
                            "fill-opacity": string;
                        };
                    }[];
                };
                frownNatural: {
                    elements: {
                        name: string;
                        type: string;
                        attributes: {
                            "fill-rule": string;
                            "clip-rule": string;
                            d: string;
                            fill: string;
                            "fill-opacity": string;
                        };
                    }[];
                };
                raisedExcited: {
                    elements: {
                        name: string;
                        type: string;
                        attributes: {
                            d: string;
                            fill: string;
                            "fill-opacity": string;
                        };
                    }[];
                };
                raisedExcitedNatural: {
                    elements: {
                        name: string;
                        type: string;
                        attributes: {
                            "fill-rule": string;
                            "clip-rule": string;
                            d: string;
                            fill: string;
                            "fill-opacity": string;
                        };
                    }[];
                };
                sadConcerned: {
                    elements: {
                        name: string;
                        type: string;
                        attributes: {
                            d: string;
                            fill: string;
                            "fill-opacity": string;
                        };
                    }[];
                };
                sadConcernedNatural: {
                    elements: {
                        name: string;
                        type: string;
                        attributes: {
                            "fill-rule": string;
                            "clip-rule": string;
                            d: string;
                            fill: string;
                            "fill-opacity": string;
                        };
                    }[];
                };
                unibrowNatural: {
                    elements: {
                        name: string;
                        type: string;
                        attributes: {
                            "fill-rule": string;
                            "clip-rule": string;
                            d: string;
                            fill: string;
                        };
                    }[];
                };
                upDown: {
                    elements: {
                        name: string;
                        type: string;
                        attributes: {
                            d: string;
                            fill: string;
                            "fill-opacity": string;
                        };
                    }[];
                };
                upDownNatural: {
                    elements: {
                        name: string;
                        type: string;
                        attributes: {
                            "fill-rule": string;
                            "clip-rule": string;
                            d: string;
                            fill: string;
                            "fill-opacity": string;
                        };
                    }[];
                };
            };
        };
        facialHair: {
            width: number;
            height: number;
            probability: number;
            variants: {
                beardLight: {
                    elements: {
                        name: string;
                        type: string;
                        attributes: {
                            "fill-rule": string;
                            "clip-rule": string;
                            d: string;
                            fill: {
                                type: string;
                                name: string;
                            };
                        };
                    }[];
                };
                beardMajestic: {
                    elements: {
                        name: string;
                        type: string;
                        attributes: {
                            "fill-rule": string;
                            "clip-rule": string;
                            d: string;
                            fill: {
                                type: string;
                                name: string;
                            };
                        };
                    }[];
                };
                beardMedium: {
                    elements: {
                        name: string;
                        type: string;
                        attributes: {
                            "fill-rule": string;
                            "clip-rule": string;
                            d: string;
                            fill: {
                                type: string;
                                name: string;
                            };
                        };
                    }[];
                };
                moustacheFancy: {
                    elements: {
                        name: string;
                        type: string;
                        attributes: {
                            d: string;
                            fill: {
                                type: string;
                                name: string;
                            };
                        };
                    }[];
                };
                moustacheMagnum: {
                    elements: {
                        name: string;
                        type: string;
                        attributes: {
                            d: string;
                            fill: {
                                type: string;
                                name: string;
                            };
                        };
                    }[];
                };
            };
        };
        nose: {
            width: number;
            height: number;
            variants: {
                default: {
                    elements: {
                        name: string;
                        type: string;
                        attributes: {
                            "fill-rule": string;
                            "clip-rule": string;
                            d: string;
                            fill: string;
                            "fill-opacity": string;
                        };
                    }[];
                };
            };
        };
        top: {
            width: number;
            height: number;
            probability: number;
            variants: {
                bigHair: {
                    elements: ({
                        name: string;
                        type: string;
                        attributes: {
                            "fill-rule"?: never;
                            "clip-rule"?: never;
                            d: string;
                            fill: string;
                            "fill-opacity": string;
                        };
                    } | {
                        name: string;
                        type: string;
                        attributes: {
                            "fill-opacity"?: never;
                            "fill-rule"?: never;
                            "clip-rule"?: never;
                            d: string;
                            fill: {
                                type: string;
                                name: string;
                            };
                        };
                    } | {
                        name: string;
                        type: string;
                        attributes: {
                            "fill-rule": string;
                            "clip-rule": string;
                            d: string;
                            fill: string;
                            "fill-opacity": string;
                        };
                    })[];
                };
                bob: {
                    elements: {
                        name: string;
                        type: string;
                        attributes: {
                            d: string;
                            fill: {
                                type: string;
                                name: string;
                            };
                        };
                    }[];
                };
                bun: {
                    elements: {
                        name: string;
                        type: string;
                        attributes: {
                            d: string;
                            fill: {
                                type: string;
                                name: string;
                            };
                        };
                    }[];
                };
                curly: {
                    elements: ({
                        name: string;
                        type: string;
                        attributes: {
                            d: string;
                            fill: string;
                            "fill-opacity": string;
                        };
                    } | {
                        name: string;
                        type: string;
                        attributes: {
                            "fill-opacity"?: never;
                            d: string;
                            fill: {
                                type: string;
                                name: string;
                            };
                        };
                    })[];
                };
                curvy: {
                    elements: ({
                        name: string;
                        type: string;
                        attributes: {
                            d: string;
                            fill: string;
                            "fill-opacity": string;
                        };
                    } | {
                        name: string;
                        type: string;
                        attributes: {
                            "fill-opacity"?: never;
                            d: string;
                            fill: {
                                type: string;
                                name: string;
                            };
                        };
                    })[];
                };
                dreads: {
                    elements: ({
                        name: string;
                        type: string;
                        attributes: {
                            "fill-opacity"?: never;
                            d: string;
                            fill: {
                                type: string;
                                name: string;
                            };
                        };
                    } | {
                        name: string;
                        type: string;
                        attributes: {
                            d: string;
                            fill: string;
                            "fill-opacity": string;
                        };
                    })[];
                };
                dreads01: {
                    elements: {
                        name: string;
                        type: string;
                        attributes: {
                            fill: {
                                type: string;
                                name: string;
                            };
                        };
                        children: {
                            name: string;
                            type: string;
                            attributes: {
                                d: string;
                            };
                        }[];
                    }[];
                };
                dreads02: {
                    elements: {
                        name: string;
                        type: string;
                        attributes: {
                            "fill-rule": string;
                            "clip-rule": string;
                            d: string;
                            fill: {
                                type: string;
                                name: string;
                            };
                        };
                    }[];
                };
                frida: {
                    elements: ({
                        name: string;
                        type: string;
                        attributes: {
                            "fill-opacity"?: never;
                            "fill-rule"?: never;
                            "clip-rule"?: never;
                            x?: never;
                            y?: never;
                            width?: never;
                            height?: never;
                            rx?: never;
                            d: string;
                            fill: {
                                type: string;
                                name: string;
                            };
                        };
                    } | {
                        name: string;
                        type: string;
                        attributes: {
                            x?: never;
                            y?: never;
                            width?: never;
                            height?: never;
                            rx?: never;
                            "fill-rule": string;
                            "clip-rule": string;
                            d: string;
                            fill: string;
                            "fill-opacity": string;
                        };
                    } | {
                        name: string;
                        type: string;
                        attributes: {
                            "fill-opacity"?: never;
                            "fill-rule"?: never;
                            "clip-rule"?: never;
                            x?: never;
                            y?: never;
                            width?: never;
                            height?: never;
                            rx?: never;
                            d: string;
                            fill: string;
                        };
                    } | {
                        name: string;
                        type: string;
                        attributes: {
                            "fill-opacity"?: never;
                            x?: never;
                            y?: never;
                            width?: never;
                            height?: never;
                            rx?: never;
                            "fill-rule": string;
                            "clip-rule": string;
                            d: string;
                            fill: string;
                        };
                    } | {
                        name: string;
                        type: string;
                        attributes: {
                            d?: never;
                            "fill-opacity"?: never;
                            "fill-rule"?: never;
                            "clip-rule"?: never;
                            x: string;
                            y: string;
                            width: string;
                            height: string;
                            rx: string;
                            fill: string;
                        };
                    })[];
                };
                frizzle: {
                    elements: {
                        name: string;
                        type: string;
                        attributes: {
                            "fill-rule": string;
                            "clip-rule": string;
                            d: string;
                            fill: {
                                type: string;
                                name: string;
                            };
                        };
                    }[];
                };
                fro: {
                    elements: ({
                        name: string;
                        type: string;
                        attributes: {
                            d: string;
                            fill: string;
                            "fill-opacity": string;
                        };
                    } | {
                        name: string;
                        type: string;
                        attributes: {
                            "fill-opacity"?: never;
                            d: string;
                            fill: {
                                type: string;
                                name: string;
                            };
                        };
                    })[];
                };
                froBand: {
                    elements: ({
                        name: string;
                        type: string;
                        attributes: {
                            d: string;
                            fill: {
                                type: string;
                                name: string;
                            };
                        };
                    } | {
                        name: string;
                        type: string;
                        attributes: {
                            d: string;
                            fill: string;
                        };
                    })[];
                };
                hat: {
                    elements: ({
                        name: string;
                        type: string;
                        attributes: {
                            "fill-opacity"?: never;
                            d: string;
                            fill: {
                                type: string;
                                name: string;
                            };
                        };
                    } | {
                        name: string;
                        type: string;
                        attributes: {
                            d: string;
                            fill: string;
                            "fill-opacity": string;
                        };
                    })[];
                };
                hijab: {
                    elements: ({
                        name: string;
                        type: string;
                        attributes: {
                            "fill-opacity"?: never;
                            opacity?: never;
                            "fill-rule": string;
                            "clip-rule": string;
                            d: string;
                            fill: {
                                type: string;
                                name: string;
                            };
                        };
                    } | {
                        name: string;
                        type: string;
                        attributes: {
                            "fill-rule"?: never;
                            "clip-rule"?: never;
                            opacity?: never;
                            d: string;
                            fill: string;
                            "fill-opacity": string;
                        };
                    } | {
                        name: string;
                        type: string;
                        attributes: {
                            "fill-rule"?: never;
                            "clip-rule"?: never;
                            d: string;
                            fill: string;
                            "fill-opacity": string;
                            opacity: string;
                        };
                    })[];
                };
                longButNotTooLong: {
                    elements: ({
                        name: string;
                        type: string;
                        attributes: {
                            "fill-opacity"?: never;
                            d: string;
                            fill: {
                                type: string;
                                name: string;
                            };
                        };
                    } | {
                        name: string;
                        type: string;
                        attributes: {
                            d: string;
                            fill: string;
                            "fill-opacity": string;
                        };
                    })[];
                };
                miaWallace: {
                    elements: ({
                        name: string;
                        type: string;
                        attributes: {
                            "fill-rule": string;
                            "clip-rule": string;
                            d: string;
                            fill: string;
                            "fill-opacity": string;
                        };
                    } | {
                        name: string;
                        type: string;
                        attributes: {
                            "fill-opacity"?: never;
                            "fill-rule"?: never;
                            "clip-rule"?: never;
                            d: string;
                            fill: {
                                type: string;
                                name: string;
                            };
                        };
                    })[];
                };
                shaggy: {
                    elements: {
                        name: string;
                        type: string;
                        attributes: {
                            "fill-rule": string;
                            "clip-rule": string;
                            d: string;
                            fill: {
                                type: string;
                                name: string;
                            };
                        };
                    }[];
                };
                shaggyMullet: {
                    elements: ({
                        name: string;
                        type: string;
                        attributes: {
                            "fill-opacity"?: never;
                            d: string;
                            fill: {
                                type: string;
                                name: string;
                            };
                        };
                    } | {
                        name: string;
                        type: string;
                        attributes: {
                            d: string;
                            fill: string;
                            "fill-opacity": string;
                        };
                    })[];
                };
                shavedSides: {
                    elements: ({
                        name: string;
                        type: string;
                        attributes: {
                            "fill-rule"?: never;
                            "clip-rule"?: never;
                            d: string;
                            fill: string;
                            "fill-opacity": string;
                        };
                    } | {
                        name: string;
                        type: string;
                        attributes: {
                            "fill-opacity"?: never;
                            "fill-rule"?: never;
                            "clip-rule"?: never;
                            d: string;
                            fill: {
                                type: string;
                                name: string;
                            };
                        };
                    } | {
                        name: string;
                        type: string;
                        attributes: {
                            "fill-rule": string;
                            "clip-rule": string;
                            d: string;
                            fill: string;
                            "fill-opacity": string;
                        };
                    })[];
                };
                shortCurly: {
                    elements: {
                        name: string;
                        type: string;
                        attributes: {
                            "fill-rule": string;
                            "clip-rule": string;
                            d: string;
                            fill: {
                                type: string;
                                name: string;
                            };
                        };
                    }[];
                };
                shortFlat: {
                    elements: {
                        name: string;
                        type: string;
                        attributes: {
                            "fill-rule": string;
                            "clip-rule": string;
                            d: string;
                            fill: {
                                type: string;
                                name: string;
                            };
                        };
                    }[];
                };
                shortRound: {
                    elements: {
                        name: string;
                        type: string;
                        attributes: {
                            "fill-rule": string;
                            "clip-rule": string;
                            d: string;
                            fill: {
                                type: string;
                                name: string;
                            };
                        };
                    }[];
                };
                shortWaved: {
                    elements: {
                        name: string;
                        type: string;
                        attributes: {
                            "fill-rule": string;
                            "clip-rule": string;
                            d: string;
                            fill: {
                                type: string;
                                name: string;
                            };
                        };
                    }[];
                };
                sides: {
                    elements: {
                        name: string;
                        type: string;
                        attributes: {
                            d: string;
                            fill: {
                                type: string;
                                name: string;
                            };
                        };
                    }[];
                };
                straight01: {
                    elements: ({
                        name: string;
                        type: string;
                        attributes: {
                            "fill-opacity"?: never;
                            d: string;
                            fill: {
                                type: string;
                                name: string;
                            };
                        };
                    } | {
                        name: string;
                        type: string;
                        attributes: {
                            d: string;
                            fill: string;
                            "fill-opacity": string;
                        };
                    })[];
                };
                straight02: {
                    elements: ({
                        name: string;
                        type: string;
                        attributes: {
                            "fill-opacity"?: never;
                            d: string;
                            fill: {
                                type: string;
                                name: string;
                            };
                        };
                    } | {
                        name: string;
                        type: string;
                        attributes: {
                            d: string;
                            fill: string;
                            "fill-opacity": string;
                        };
                    })[];
                };
                straightAndStrand: {
                    elements: ({
                        name: string;
                        type: string;
                        attributes: {
                            "fill-opacity"?: never;
                            d: string;
                            fill: {
                                type: string;
                                name: string;
                            };
                        };
                    } | {
                        name: string;
                        type: string;
                        attributes: {
                            d: string;
                            fill: string;
                            "fill-opacity": string;
                        };
                    })[];
                };
                theCaesar: {
                    elements: {
                        name: string;
                        type: string;
                        attributes: {
                            "fill-rule": string;
                            "clip-rule": string;
                            d: string;
                            fill: {
                                type: string;
                                name: string;
                            };
                        };
                    }[];
                };
                theCaesarAndSidePart: {
                    elements: {
                        name: string;
                        type: string;
                        attributes: {
                            d: string;
                            fill: {
                                type: string;
                                name: string;
                            };
                        };
                    }[];
                };
                turban: {
                    elements: ({
                        name: string;
                        type: string;
                        attributes: {
                            "fill-opacity"?: never;
                            d: string;
                            fill: string;
                        };
                    } | {
                        name: string;
                        type: string;
                        attributes: {
                            "fill-opacity"?: never;
                            d: string;
                            fill: {
                                type: string;
                                name: string;
                            };
                        };
                    } | {
                        name: string;
                        type: string;
                        attributes: {
                            d: string;
                            fill: string;
                            "fill-opacity": string;
                        };
                    })[];
                };
                winterHat02: {
                    elements: ({
                        name: string;
                        type: string;
                        attributes: {
                            "fill-opacity"?: never;
                            cx?: never;
                            cy?: never;
                            r?: never;
                            d: string;
                            fill: string;
                        };
                    } | {
                        name: string;
                        type: string;
                        attributes: {
                            d?: never;
                            "fill-opacity"?: never;
                            cx: string;
                            cy: string;
                            r: string;
                            fill: string;
                        };
                    } | {
                        name: string;
                        type: string;
                        attributes: {
                            "fill-opacity"?: never;
                            cx?: never;
                            cy?: never;
                            r?: never;
                            d: string;
                            fill: {
                                type: string;
                                name: string;
                            };
                        };
                    } | {
                        name: string;
                        type: string;
                        attributes: {
                            cx?: never;
                            cy?: never;
                            r?: never;
                            d: string;
                            fill: string;
                            "fill-opacity": string;
                        };
                    })[];
                };
                winterHat03: {
                    elements: ({
                        name: string;
                        type: string;
                        attributes: {
                            d?: never;
                            "fill-opacity"?: never;
                            "fill-rule"?: never;
                            "clip-rule"?: never;
                            cx: string;
                            cy: string;
                            r: string;
                            fill: string;
                        };
                    } | {
                        name: string;
                        type: string;
                        attributes: {
                            "fill-opacity"?: never;
                            cx?: never;
                            cy?: never;
                            r?: never;
                            "fill-rule": string;
                            "clip-rule": string;
                            d: string;
                            fill: {
                                type: string;
                                name: string;
                            };
                        };
                    } | {
                        name: string;
                        type: string;
                        attributes: {
                            cx?: never;
                            cy?: never;
                            r?: never;
                            "fill-rule": string;
                            "clip-rule": string;
                            d: string;
                            fill: string;
                            "fill-opacity": string;
                        };
                    } | {
                        name: string;
                        type: string;
                        attributes: {
                            "fill-opacity"?: never;
                            cx?: never;
                            cy?: never;
                            r?: never;
                            "fill-rule": string;
                            "clip-rule": string;
                            d: string;
                            fill: string;
                        };
                    })[];
                };
                winterHat04: {
                    elements: ({
                        name: string;
                        type: string;
                        attributes: {
                            "fill-opacity"?: never;
                            "fill-rule"?: never;
                            "clip-rule"?: never;
                            d: string;
                            fill: {
                                type: string;
                                name: string;
                            };
                        };
                    } | {
                        name: string;
                        type: string;
                        attributes: {
                            "fill-rule"?: never;
                            "clip-rule"?: never;
                            d: string;
                            fill: string;
                            "fill-opacity": string;
                        };
                    } | {
                        name: string;
                        type: string;
                        attributes: {
                            "fill-rule": string;
                            "clip-rule": string;
                            d: string;
                            fill: string;
                            "fill-opacity": string;
                        };
                    } | {
                        name: string;
                        type: string;
                        attributes: {
                            "fill-opacity"?: never;
                            "fill-rule": string;
                            "clip-rule": string;
                            d: string;
                            fill: string;
                        };
                    })[];
                };
                winterHat1: {
                    elements: ({
                        name: string;
                        type: string;
                        attributes: {
                            "fill-opacity"?: never;
                            x?: never;
                            y?: never;
                            width?: never;
                            height?: never;
                            rx?: never;
                            d: string;
                            fill: string;
                        };
                    } | {
                        name: string;
                        type: string;
                        attributes: {
                            "fill-opacity"?: never;
                            x?: never;
                            y?: never;
                            width?: never;
                            height?: never;
                            rx?: never;
                            d: string;
                            fill: {
                                type: string;
                                name: string;
                            };
                        };
                    } | {
                        name: string;
                        type: string;
                        attributes: {
                            d?: never;
                            x: string;
                            y: string;
                            width: string;
                            height: string;
                            rx: string;
                            fill: string;
                            "fill-opacity": string;
                        };
                    } | {
                        name: string;
                        type: string;
                        attributes: {
                            d?: never;
                            "fill-opacity"?: never;
                            x: string;
                            y: string;
                            width: string;
                            height: string;
                            rx: string;
                            fill: string;
                        };
                    })[];
                };
            };
        };
        clothes: {
            width: number;
            height: number;
            variants: {
                [k: string]: {
                    elements: readonly unknown[];
                };
            };
        };
        eyes: {
            width: number;
            height: number;
            variants: {
                [k: string]: {
                    elements: readonly unknown[];
                };
            };
        };
        mouth: {
            width: number;
            height: number;
            variants: {
                [k: string]: {
                    elements: readonly unknown[];
                };
            };
        };
    };
    colors: {
        accessories: {
            notEqualTo: string[];
            values: string[];
        };
        clothes: {
            notEqualTo: string[];
            values: string[];
        };
        facialHair: {
            notEqualTo: string[];
            values: string[];
        };
        hair: {
            notEqualTo: string[];
            values: string[];
        };
        hat: {
            notEqualTo: string[];
            values: string[];
        };
        skin: {
            notEqualTo: string[];
            values: string[];
        };
        shirt: {
            values: string[];
        };
        tie: {
            values: string[];
        };
        eyes: {
            values: string[];
        };
    };
}>;
/** Definitions of the gradients that model face, neck and cloth. */
export declare const LIGHT = "<defs>\n<linearGradient id=\"face\" x1=\".1\" y1=\"0\" x2=\".9\" y2=\".9\"><stop offset=\"0\" stop-color=\"#fff\" stop-opacity=\".18\"/><stop offset=\".5\" stop-color=\"#fff\" stop-opacity=\"0\"/><stop offset=\"1\" stop-color=\"#3a1408\" stop-opacity=\".2\"/></linearGradient>\n<radialGradient id=\"blush\"><stop offset=\"0\" stop-color=\"#e0483c\" stop-opacity=\".15\"/><stop offset=\"1\" stop-color=\"#e0483c\" stop-opacity=\"0\"/></radialGradient>\n<linearGradient id=\"neck\" x1=\"0\" y1=\"0\" x2=\"0\" y2=\"1\"><stop offset=\"0\" stop-color=\"#3a1408\" stop-opacity=\".26\"/><stop offset=\"1\" stop-color=\"#3a1408\" stop-opacity=\"0\"/></linearGradient>\n<linearGradient id=\"cloth\" x1=\".1\" y1=\"0\" x2=\".8\" y2=\"1\"><stop offset=\"0\" stop-color=\"#fff\" stop-opacity=\".12\"/><stop offset=\".4\" stop-color=\"#888\" stop-opacity=\".05\"/><stop offset=\"1\" stop-color=\"#000\" stop-opacity=\".3\"/></linearGradient>\n</defs>";
export {};

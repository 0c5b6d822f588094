import type { Shot } from './shot.ts';
/** The person alone, as SVG without a background, `width` × `height` pixels. */
export declare function figureSvg(shot: Shot, { width, height }: {
    width: number;
    height: number;
}): string;

/** Width and height: of a picture in its own pixels, of the stage in CSS pixels. */
export interface Size {
  width: number;
  height: number;
}

/** A place on the stage in CSS pixels, seen from its centre. */
export interface Point {
  x: number;
  y: number;
}

/**
 * What is seen of a picture, without its size: so the same view shows the same part of the face in
 * pictures of any size. `ratio` 1 fits the whole picture; `x` and `y` (0 to 1) say which point of
 * the picture is at the centre of the stage.
 */
export interface ZoomView {
  ratio: number;
  x: number;
  y: number;
}

/** The picture and the stage it is on, and how many device pixels a CSS pixel has. */
export interface Frame {
  image: Size;
  stage: Size;
  density: number;
}

/** The whole picture. */
export const FIT: ZoomView = { ratio: 1, x: 0.5, y: 0.5 };
/** How much one press of + or - changes. */
export const ZOOM_STEP = 1.4;
const MOST_RATIO = 8;

/** CSS pixels for each pixel of the picture when all of it is seen. */
export function fitScale({ image, stage }: Frame): number {
  return Math.min(stage.width / image.width, stage.height / image.height);
}

/** The ratio that shows one pixel of the picture on one pixel of the screen: 100 %. */
export function actualRatio(frame: Frame): number {
  return 1 / (fitScale(frame) * frame.density);
}

/** What the zoom shows to people: 1 is 100 %. */
export function shownScale({ ratio }: ZoomView, frame: Frame): number {
  return ratio / actualRatio(frame);
}

/** `view` within sensible limits: never lost, never empty at an edge where the picture could fill. */
export function clampView({ ratio, x, y }: ZoomView, frame: Frame): ZoomView {
  const actual = actualRatio(frame);
  const inside = Math.min(Math.max(ratio, Math.min(1, actual)), Math.max(MOST_RATIO, actual * 4));
  const shown = shownSize(inside, frame);
  return {
    ratio: inside,
    x: clampCentre(x, frame.stage.width / shown.width),
    y: clampCentre(y, frame.stage.height / shown.height),
  };
}

/** Zoomed to `ratio`, with what is under `point` staying under it. */
export function zoomTo(view: ZoomView, ratio: number, point: Point, frame: Frame): ZoomView {
  const from = clampView(view, frame);
  const to = clampView({ ...from, ratio }, frame).ratio;
  const before = shownSize(from.ratio, frame);
  const after = shownSize(to, frame);
  return clampView(
    {
      ratio: to,
      x: from.x + point.x / before.width - point.x / after.width,
      y: from.y + point.y / before.height - point.y / after.height,
    },
    frame,
  );
}

/** Zoomed by a factor around `point`; stops once at the whole picture when it passes there. */
export function zoomBy(view: ZoomView, factor: number, point: Point, frame: Frame): ZoomView {
  const { ratio } = clampView(view, frame);
  const wanted = ratio * factor;
  const passesFit = (ratio - 1) * (wanted - 1) < -1e-9;
  return zoomTo(view, passesFit ? 1 : wanted, point, frame);
}

/** Moved with the pointer by so many CSS pixels. */
export function panBy(view: ZoomView, moved: Point, frame: Frame): ZoomView {
  const from = clampView(view, frame);
  const shown = shownSize(from.ratio, frame);
  const x = from.x - moved.x / shown.width;
  const y = from.y - moved.y / shown.height;
  return clampView({ ratio: from.ratio, x, y }, frame);
}

/** From the whole picture to 100 % at `point` (200 % where the picture is small), and back. */
export function toggleActual(view: ZoomView, point: Point, frame: Frame): ZoomView {
  if (isZoomed(view)) return FIT;
  const actual = actualRatio(frame);
  return zoomTo(view, actual > 1.15 ? actual : 2, point, frame);
}

/** Whether less than the whole picture is meant to be seen. */
export function isZoomed({ ratio }: ZoomView): boolean {
  return ratio > 1.001;
}

/** Where the picture lies on the stage, in CSS pixels from the stage's top left corner. */
export function placement(view: ZoomView, frame: Frame): Size & { left: number; top: number } {
  const { ratio, x, y } = clampView(view, frame);
  const shown = shownSize(ratio, frame);
  return {
    ...shown,
    left: frame.stage.width / 2 - x * shown.width,
    top: frame.stage.height / 2 - y * shown.height,
  };
}

function shownSize(ratio: number, frame: Frame): Size {
  const scale = fitScale(frame) * ratio;
  return { width: frame.image.width * scale, height: frame.image.height * scale };
}

/** The centre, with `share` of the picture's length on the stage. */
function clampCentre(centre: number, share: number): number {
  return share >= 1 ? 0.5 : Math.min(Math.max(centre, share / 2), 1 - share / 2);
}

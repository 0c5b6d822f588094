/** What the meter saw of a way through a list; times in ms. */
export interface ScrollFigures {
  frames: number;
  longestFrameMs: number;
  framesOver50: number;
  framesASecond: number;
  /** Cells in sight without a person or photo, at most in any frame while it moved. */
  blankWhileMoving: number;
  /** The same 100 ms after the last movement, the most of all stops, and at how many stops any. */
  blankAtRest: number;
  restsWithBlank: number;
  /** Cells in sight whose picture is not painted 100 ms after the last movement, all stops together. */
  picturelessAtRest: number;
  seenAtRest: number;
  /** From the last movement to the last picture of the sight; the slowest stop. */
  allPicturesMs: number;
  /** Elements in the document, at most. */
  mostElements: number;
  /** Elements and texts, at most of all stops. */
  mostNodes: number;
}

/** How to go through a list. */
export interface ScrollPlan {
  /** Stops on the way from top to bottom. */
  stops: number;
  /** From one stop to the next. */
  moveMs: number;
}

/** What is measured inside the page, where nothing but the page takes part. */
export interface Meter {
  /** When people were first painted, and when the page had time for somebody; ms since navigation. */
  firstView(): Promise<{ paintedMs: number; interactiveMs: number }>;
  /** From the next key to the frame that shows these people: so many, beginning with this one. */
  answer(total: number, first: string): Promise<number>;
  scroll(plan: ScrollPlan): Promise<ScrollFigures>;
}

declare global {
  interface Window {
    meter: Meter;
  }
}

/** Puts `window.meter` into a page. Travels as its own text: it may use nothing from outside itself. */
export function installMeter(): void {
  const AT_REST_MS = 100;
  const LONG_MS = 50;
  /** A task that begins so soon after the first paint still keeps somebody waiting. */
  const AFTERMATH_MS = 300;
  const PATIENCE_MS = 15_000;
  /** The most that a list leaves free at its ends and between two rows; pixels. */
  const EDGE = 40;

  /** Also where the browser draws none for a while, as in a page that it takes for hidden. */
  const nextFrame = () =>
    new Promise<number>((resolve) => {
      const late = setTimeout(() => resolve(performance.now()), PATIENCE_MS);
      requestAnimationFrame((now) => {
        clearTimeout(late);
        resolve(now);
      });
    });
  /** After what is in the document now has been painted. */
  const painted = async () => {
    await nextFrame();
    await new Promise((resolve) => setTimeout(resolve));
    return performance.now();
  };
  const longTasks: { start: number; end: number }[] = [];
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) {
      longTasks.push({ start: startTime, end: startTime + duration });
    }
  }).observe({ type: 'longtask', buffered: true });

  const nameIn = (cell: Element) => cell.querySelector('[dir="auto"]')?.textContent ?? '';
  const peopleShown = () => document.querySelector('[role="grid"] [data-index] [dir="auto"]');
  const until = async (isSo: () => boolean): Promise<void> => {
    const from = performance.now();
    while (!isSo()) {
      if (performance.now() - from > PATIENCE_MS) throw new Error('The page never came so far.');
      await nextFrame();
    }
  };

  const first = (async () => {
    await until(() => peopleShown() !== null);
    const paintedMs = await painted();
    await new Promise((resolve) => setTimeout(resolve, 2 * AFTERMATH_MS));
    const busy = longTasks.filter(({ start }) => start < paintedMs + AFTERMATH_MS);
    return { paintedMs, interactiveMs: Math.max(paintedMs, ...busy.map(({ end }) => end)) };
  })();
  first.catch(() => {});

  /** The scrolled box around the grid, or around the plain page's rows. */
  const scrollerOf = (): HTMLElement => {
    let element = document.querySelector<HTMLElement>('[role="grid"], [data-rows]');
    while (element && !/auto|scroll/.test(getComputedStyle(element).overflowY)) {
      element = element.parentElement;
    }
    return element ?? document.documentElement;
  };

  const inSight = (box: DOMRect, sight: DOMRect) =>
    box.bottom > sight.top + 1 && box.top < sight.bottom - 1;

  /** Cells in sight that are no more than a place, and cells' worth of sight without any cell. */
  const look = (scroller: HTMLElement) => {
    const sight = scroller.getBoundingClientRect();
    let blank = 0;
    let pictureless = 0;
    let seen = 0;
    const boxes: DOMRect[] = [];
    for (const cell of scroller.querySelectorAll('td[data-photo], [data-index]:not([data-kind])')) {
      const box = cell.getBoundingClientRect();
      if (!inSight(box, sight)) continue;
      seen += 1;
      boxes.push(box);
      const picture = cell.querySelector('img');
      const isPlace = picture === null && nameIn(cell) === '';
      if (isPlace) blank += 1;
      else if (picture && !(picture.complete && picture.naturalWidth > 0)) pictureless += 1;
    }
    return { blank: blank + bare(scroller, sight, boxes), pictureless, seen };
  };

  /** The last cell that was seen, for where there is none. */
  let cell = { width: 200, height: 200 };

  /** How many cells would fit where the sight holds neither a row nor the gap between two. */
  const bare = (scroller: HTMLElement, sight: DOMRect, boxes: DOMRect[]): number => {
    const [first] = boxes;
    // Above somebody's photos stands the person.
    if (scroller.querySelector('[data-photo]')) return 0;
    if (first) cell = first;
    const columns = Math.max(1, Math.floor(sight.width / cell.width));
    const top = Math.min(sight.bottom, ...boxes.map((box) => box.top));
    const bottom = Math.max(sight.top, ...boxes.map((box) => box.bottom));
    const free = Math.max(0, top - sight.top - EDGE) + Math.max(0, sight.bottom - bottom - EDGE);
    return columns * Math.ceil(Math.min(free, sight.height) / cell.height);
  };

  const countNodes = () => {
    const walker = document.createTreeWalker(document, NodeFilter.SHOW_ALL);
    let nodes = 1;
    while (walker.nextNode()) nodes += 1;
    return nodes;
  };

  window.meter = {
    firstView: () => first,

    async answer(total, firstName) {
      const startMs = await new Promise<number>((resolve, reject) => {
        setTimeout(() => reject(new Error('The key never came.')), PATIENCE_MS);
        window.addEventListener('keydown', (event) => resolve(event.timeStamp), {
          capture: true,
          once: true,
        });
      });
      await until(() => {
        const count = document.querySelector('header [role="status"]')?.textContent ?? '';
        if (Number(count.replaceAll(/\D/g, '')) !== total) return false;
        const cell = document.querySelector('[role="grid"] [data-index="0"]');
        return total === 0 || (cell !== null && nameIn(cell) === firstName);
      });
      return (await painted()) - startMs;
    },

    async scroll({ stops, moveMs }) {
      const scroller = scrollerOf();
      const frames: number[] = [];
      const figures: ScrollFigures = {
        frames: 0,
        longestFrameMs: 0,
        framesOver50: 0,
        framesASecond: 0,
        blankWhileMoving: 0,
        blankAtRest: 0,
        restsWithBlank: 0,
        picturelessAtRest: 0,
        seenAtRest: 0,
        allPicturesMs: 0,
        mostElements: 0,
        mostNodes: 0,
      };
      scroller.scrollTop = 0;
      await new Promise((resolve) => setTimeout(resolve, 500));
      let last = await nextFrame();
      const frame = async () => {
        const now = await nextFrame();
        frames.push(now - last);
        last = now;
        figures.mostElements = Math.max(
          figures.mostElements,
          document.getElementsByTagName('*').length,
        );
        return now;
      };
      const end = () => scroller.scrollHeight - scroller.clientHeight;
      for (let stop = 1; stop <= stops; stop += 1) {
        const from = scroller.scrollTop;
        const to = (end() * stop) / stops;
        const startMs = await frame();
        let movedMs = performance.now();
        for (let now = startMs; scroller.scrollTop < Math.floor(to) - 1; ) {
          const share = Math.min(1, (now - startMs + 16) / moveMs);
          // Between two frames, as a wheel's or a finger's movements come.
          await new Promise((resolve) => setTimeout(resolve));
          scroller.scrollTop = from + (to - from) * share;
          movedMs = performance.now();
          now = await frame();
          figures.blankWhileMoving = Math.max(figures.blankWhileMoving, look(scroller).blank);
          if (share === 1) break;
        }
        while (performance.now() - movedMs < AT_REST_MS) await frame();
        const { blank, pictureless, seen } = look(scroller);
        figures.blankAtRest = Math.max(figures.blankAtRest, blank);
        figures.restsWithBlank += blank > 0 ? 1 : 0;
        figures.picturelessAtRest += pictureless;
        figures.seenAtRest += seen;
        const isComplete = () => {
          const now = look(scroller);
          return now.blank === 0 && now.pictureless === 0;
        };
        while (!isComplete() && performance.now() - movedMs < 5_000) await frame();
        figures.allPicturesMs = Math.max(figures.allPicturesMs, performance.now() - movedMs);
        figures.mostNodes = Math.max(figures.mostNodes, countNodes());
        last = await nextFrame();
      }
      figures.frames = frames.length;
      figures.longestFrameMs = Math.max(...frames);
      figures.framesOver50 = frames.filter((ms) => ms > LONG_MS).length;
      figures.framesASecond = (1000 * frames.length) / frames.reduce((sum, ms) => sum + ms, 0);
      return figures;
    },
  };
}

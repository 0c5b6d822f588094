/** Begins to load and decode a picture; the returned function gives it up. */
export type LoadPicture = (url: string) => () => void;

/** Pictures that will probably be asked for next. */
export interface NeighbourPictures {
  /** Begins with those that are new and gives up those no longer wanted. */
  want: (urls: readonly string[]) => void;
}

/** Keeps a few pictures decoded ahead. */
export function createNeighbourPictures(load: LoadPicture = loadImage): NeighbourPictures {
  const loading = new Map<string, () => void>();
  return {
    want(urls) {
      for (const [url, giveUp] of loading) {
        if (urls.includes(url)) continue;
        giveUp();
        loading.delete(url);
      }
      for (const url of urls) {
        if (!loading.has(url)) loading.set(url, load(url));
      }
    },
  };
}

function loadImage(url: string): () => void {
  const image = new Image();
  image.src = url;
  // A picture that cannot be had is no matter before somebody asks to see it.
  image.decode().catch(() => undefined);
  return () => {
    image.src = '';
  };
}

import { type ComponentType, createElement, lazy, Suspense, useState } from 'react';

/** A part of the window whose program comes when it is first shown, or when it is fetched ahead. */
export interface OnDemand<P> {
  View: ComponentType<P>;
  fetch: () => Promise<unknown>;
}

/** Shows nothing until `load` has brought the part; once it is there, it is drawn at once. */
export function onDemand<P extends object>(load: () => Promise<ComponentType<P>>): OnDemand<P> {
  let loaded: ComponentType<P> | null = null;
  let loading: Promise<ComponentType<P>> | null = null;
  function fetch(): Promise<ComponentType<P>> {
    loading ??= load().then((view) => {
      loaded = view;
      return view;
    });
    return loading;
  }
  const Later = lazy(async () => ({ default: await fetch() })) as ComponentType<P>;
  function View(props: P) {
    // The same from draw to draw: another component would lose its state.
    const [Part] = useState<ComponentType<P>>(() => loaded ?? Later);
    return <Suspense fallback={null}>{createElement(Part, props)}</Suspense>;
  }
  return { View, fetch };
}

/** Fetches parts one after another whenever the window has nothing better to do. */
export function fetchAhead(parts: readonly Pick<OnDemand<never>, 'fetch'>[]): void {
  const [next, ...others] = parts;
  if (!next) return;
  requestIdleCallback(() => {
    // One that cannot be had says so when it is shown.
    next.fetch().then(
      () => fetchAhead(others),
      () => {},
    );
  });
}

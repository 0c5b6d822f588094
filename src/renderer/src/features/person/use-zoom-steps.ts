import { useCallback } from 'react';
import { usePersonStores } from './person-context.tsx';
import { FIT, toggleActual, ZOOM_STEP, zoomBy } from './zoom.ts';

const CENTRE = { x: 0, y: 0 };

/** Zooms by keys and buttons, around the centre of the stage. */
export function useZoomSteps(): (to: 'in' | 'out' | 'fit' | 'toggle') => void {
  const { viewing } = usePersonStores();
  return useCallback(
    (to) => {
      const { zoom, frame, setZoom } = viewing.getState();
      if (frame === null) return;
      if (to === 'fit') setZoom(FIT, true);
      else if (to === 'toggle') setZoom(toggleActual(zoom, CENTRE, frame), true);
      else setZoom(zoomBy(zoom, to === 'in' ? ZOOM_STEP : 1 / ZOOM_STEP, CENTRE, frame), true);
    },
    [viewing],
  );
}

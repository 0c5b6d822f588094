import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { Desk } from '../state/desk.ts';
import { App } from './app.tsx';

/** Shows the window in `root`. */
export function show(desk: Desk, root: HTMLElement): void {
  createRoot(root).render(
    <StrictMode>
      <App desk={desk} />
    </StrictMode>,
  );
}

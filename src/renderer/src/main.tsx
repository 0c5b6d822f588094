import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './bridge-global.ts';
import { App } from './app/app.tsx';
import { createDesk } from './state/desk.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root.');

const desk = createDesk(window.desk);
desk.start();
createRoot(root).render(
  <StrictMode>
    <App desk={desk} />
  </StrictMode>,
);

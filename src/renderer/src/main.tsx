import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';
import './bridge-global.ts';
import { EVERYBODY } from './features/library/library-filter.ts';
import { PAGE_SIZE } from './features/library/people-pages.ts';
import { createDesk } from './state/desk.ts';
import { withHeadStart } from './state/head-start.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root.');

// The first people are asked for while the program that shows them is still being read.
const firstPeople = { ...EVERYBODY, offset: 0, limit: PAGE_SIZE };
const desk = createDesk(withHeadStart(window.desk, [{ path: 'people.list', input: firstPeople }]));
desk.start();
import('./app/show.tsx').then(({ show }) => show(desk, root));

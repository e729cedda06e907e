import { createRoot } from 'react-dom/client';
import 'slack-blocks-to-jsx/dist/style.css';
import './page.css';
import { App } from './app.tsx';

// `?column=360`: one conversation alone, as wide as on a phone; messages are measured there.
const column = Number(new URLSearchParams(location.search).get('column'));
if (column >= 320 && column <= 1280) {
  document.documentElement.dataset.column = String(column);
  document.documentElement.style.setProperty('--column', `${column}px`);
}

const root = document.getElementById('root');
if (root) createRoot(root).render(<App />);

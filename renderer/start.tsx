import '../shared/schemas-without-eval.ts';
import { createRoot } from 'react-dom/client';
import './ui/theme.css';
import './ui/controls.css';
import './ui/frame.css';
import './ui/practice.css';
import './ui/status.css';
import './ui/layout.css';
import './ui/data-grid.css';
import './ui/faces.css';
import { App } from './app.tsx';
import { onBridgeEvent, readStatus } from './bridge-client.ts';
import { followTheme } from './follow-theme.ts';
import { setStatus } from './state/session.ts';

onBridgeEvent((event) => {
  if (event.type === 'status') setStatus(event.status);
});
followTheme();
setStatus(await readStatus());
const root = document.getElementById('root');
if (root) createRoot(root).render(<App />);

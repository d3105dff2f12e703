// Hands the configuration to the worker and its reports to main.
const report = (message) => fetch('app://aktentasche/report', { method: 'POST', body: JSON.stringify(message) });
const config = await (await fetch('app://aktentasche/config')).json();
const worker = new Worker(config.worker ?? 'bench-worker.js', { type: 'module' });
worker.onmessage = ({ data }) => report(data);
worker.onerror = (event) => report({ error: `${event.message} ${event.filename}:${event.lineno}` });
worker.postMessage(config);

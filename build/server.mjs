// `npm run server -- [--seed demo|large] [...]`: builds the agency server and runs it with the words given.
import { once } from 'node:events';
import { installDependencies } from './bootstrap.mjs';
import { createChildGroups } from './child-groups.mjs';
import { inRoot } from './repository.mjs';

installDependencies();
const { bundle } = await import('./bundle.mjs');
await bundle({ only: ['server'], log: console.error });

const words = process.argv.slice(2).filter((word) => word !== '--');
const groups = createChildGroups();
const server = groups.start(process.execPath, [inRoot('dist/server/serve.js'), ...words], {
  stdio: ['ignore', 'inherit', 'inherit'],
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => groups.end());
const [code] = await once(server, 'exit');
process.exitCode = code ?? 0;

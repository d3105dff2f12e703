// Runs inside Electron in place of its own default app: `electron [-r module] <folder or file> [arguments]`.
import { readFileSync, statSync } from 'node:fs';
import Module from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const { required, target } = readArguments(process.argv.slice(1));
if (required.length > 0) Module._preloadModules(required);
if (target) await start(path.resolve(target));
else {
  console.error('usage: electron [-r module] <folder or file> [arguments]');
  app.exit(2);
}

function readArguments(words) {
  const required = [];
  for (let at = 0; at < words.length; at++) {
    if (words[at] === '-r' || words[at] === '--require') required.push(words[++at]);
    else if (!words[at].startsWith('-')) return { required, target: words[at] };
  }
  return { required, target: null };
}

async function start(place) {
  Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
  let main = place;
  if (statSync(place).isDirectory()) {
    const described = JSON.parse(readFileSync(path.join(place, 'package.json'), 'utf8'));
    if (described.version) app.setVersion(described.version);
    app.name = described.productName ?? described.name;
    main = path.join(place, described.main ?? 'index.js');
    app.setAppPath(place);
  } else app.setAppPath(path.dirname(place));
  if (!app.commandLine.hasSwitch('user-data-dir')) app.setPath('userData', path.join(app.getPath('appData'), app.name));
  try {
    // Awaited: 'ready' must not be sent before the app's own code ran.
    await import(pathToFileURL(main).href);
  } catch (error) {
    console.error(error);
    app.exit(1);
  }
}

import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { errorCode } from '../../shared/errors.ts';
import type { CardAnswer, CardOpening, CardRequest } from './card-messages.ts';
import { type CardModule, type Cryptoki, loadModule, lookAtSlots } from './card-module.ts';
import { openCard } from './open-card.ts';
import { makeSignerSession } from './signer-session.ts';

/**
 * Entry of the process that loads a vendor's PKCS#11 module, and nothing else does: it may hang or crash. Whoever started
 * it ends it. Electron starts it as a utility process, the command line as a child of Node.
 */
const post = process.parentPort ? (message: CardAnswer) => process.parentPort.postMessage(message) : sendToNode;
if (process.parentPort) process.parentPort.on('message', ({ data }: { data: CardRequest }) => void answer(data));
else process.on('message', (request) => void answer(request as CardRequest));

let loaded: { readonly file: string; readonly module: CardModule } | null = null;
const askSession = makeSignerSession((opening: CardOpening) => openCard(moduleOf(opening.module), opening, new Date()));

async function answer(request: CardRequest): Promise<void> {
  try {
    const value = request.call === 'look' ? lookAtSlots(moduleOf(request.module)) : await askSession(request);
    post({ id: request.id, ok: true, value });
  } catch (error) {
    post({ id: request.id, ok: false, code: errorCode(error) });
  }
}

function moduleOf(file: string): CardModule {
  if (loaded?.file !== file) loaded = { file, module: loadModule(findCryptoki(), file) };
  return loaded.module;
}

/** The bundle carries the native package beside itself; from the sources it is in node_modules. */
function findCryptoki(): Cryptoki {
  const bundled = fileURLToPath(new URL('../native/pkcs11js/index.js', import.meta.url));
  return createRequire(import.meta.url)(existsSync(bundled) ? bundled : 'pkcs11js') as Cryptoki;
}

function sendToNode(message: CardAnswer): void {
  process.send?.(message);
}

import { closeSync, openSync, readSync } from 'node:fs';

// e_machine of ELF and Machine of PE for the processors that Electron runs on.
const elfMachines: Readonly<Record<string, number>> = { x64: 62, arm64: 183, ia32: 3, arm: 40 };
const peMachines: Readonly<Record<string, number>> = { x64: 0x8664, arm64: 0xaa64, ia32: 0x14c };

/**
 * Is this shared library made for the processor we run on? Read from its header, because the loader's own words for it
 * are 'no such file' on some systems. True for formats not known here: the loader decides.
 */
export function isForThisProcessor(file: string, processor: string = process.arch): boolean {
  const head = readHead(file, 4096);
  if (head.length >= 20 && head.readUInt32BE(0) === 0x7f454c46) {
    const isBig = head[5] === 2;
    return (isBig ? head.readUInt16BE(18) : head.readUInt16LE(18)) === elfMachines[processor];
  }
  if (head.length >= 64 && head.toString('latin1', 0, 2) === 'MZ') {
    const at = head.readUInt32LE(60);
    return at + 6 > head.length || head.readUInt16LE(at + 4) === peMachines[processor];
  }
  return true;
}

function readHead(file: string, sizeBytes: number): Buffer {
  const descriptor = openSync(file, 'r');
  try {
    const head = Buffer.alloc(sizeBytes);
    return head.subarray(0, readSync(descriptor, head, 0, sizeBytes, 0));
  } finally {
    closeSync(descriptor);
  }
}

import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { stampPdf } from '../../shared/pdf/api.ts';
import type { CommandContext } from './command-context.ts';
import { openFileSource } from './file-source.ts';
import { nodeDigest } from './node-digest.ts';
import type { StampCommand } from './parse-command-line.ts';
import { pdfPassword } from './pdf-password.ts';
import type { Outcome } from './report.ts';
import { beginOutput } from './write-output.ts';

/** Stamps IN into OUT. */
export async function runStamp(command: StampCommand, context: CommandContext): Promise<Outcome> {
  const source = openFileSource(command.input);
  try {
    const { pageIndex, at } = command;
    const result = stampPdf({
      source,
      ...pdfPassword(command, context),
      makeDigest: nodeDigest,
      kind: command.kind,
      fields: command.fields,
      place: { pageIndex, ...at },
      font: readFileSync(context.fontPath),
      id: randomUUID(),
      at: context.now(),
    });
    const pending = beginOutput(command.input, command.output);
    try {
      source.requireUnchanged();
      await pending.finish(result.baseSizeBytes, result.appended);
    } finally {
      await pending.discard();
    }
    return {
      good: true,
      json: {
        file: command.input,
        output: command.output,
        page: result.pageIndex + 1,
        rect: result.rect,
        accessibility: result.accessibility,
        text: result.text,
        appendedBytes: result.appended.length,
      },
      words: [`${command.output}: ${result.text}`],
    };
  } finally {
    source.close();
  }
}

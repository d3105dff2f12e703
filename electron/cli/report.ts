import { errorCode } from '../../shared/errors.ts';
import { errorsDe } from '../../shared/texts/errors-de.ts';
import { errorsEn } from '../../shared/texts/errors-en.ts';

/** What happened to one file: the JSON object, the lines for a person, and whether the exit code stays 0. */
export type Outcome = {
  readonly good: boolean;
  readonly json: Readonly<Record<string, unknown>>;
  readonly words: readonly string[];
};

/** A refusal: code and sentences. The reason behind an unforeseen error goes to nobody: it may quote the file. */
export function refusalOf(file: string, error: unknown): Outcome {
  const code = errorCode(error);
  return {
    good: false,
    json: { file, code, de: errorsDe[code], en: errorsEn[code] },
    words: [`${file}: ${errorsDe[code]} (${code})`],
  };
}

/** One line of JSON, or the lines for a person. */
export function reportLine(outcome: Outcome, json: boolean): string {
  return json ? JSON.stringify(outcome.json) : outcome.words.join('\n');
}

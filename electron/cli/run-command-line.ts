import type { CommandContext } from './command-context.ts';
import { UsageError } from './command-values.ts';
import { type CommandLine, parseCommandLine } from './parse-command-line.ts';
import { type Outcome, refusalOf, reportLine } from './report.ts';
import { runInspect } from './run-inspect.ts';
import { runSign } from './run-sign.ts';
import { runStamp } from './run-stamp.ts';
import { runUpgrade } from './run-upgrade.ts';
import { runValidate } from './run-validate.ts';
import { usage } from './usage.ts';

/** Exit code 0 done, 1 at least one refusal or invalid signature, 2 usage. */
export async function runCommandLine(argv: readonly string[], context: CommandContext): Promise<0 | 1 | 2> {
  let command: CommandLine;
  try {
    command = parseCommandLine(argv);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    context.err(error.message);
    context.err(usage);
    return 2;
  }
  if (command.verb === 'help') {
    context.out(usage);
    return 0;
  }
  let isGood = true;
  for (const file of command.files) {
    const outcome = await runOne(command, file, context);
    context.out(reportLine(outcome, command.json));
    isGood &&= outcome.good;
  }
  return isGood ? 0 : 1;
}

async function runOne(
  command: Exclude<CommandLine, { verb: 'help' }>,
  file: string,
  context: CommandContext,
): Promise<Outcome> {
  try {
    switch (command.verb) {
      case 'stamp':
        return await runStamp(command, context);
      case 'sign':
        return await runSign(command, context);
      case 'upgrade':
        return await runUpgrade(command, context);
      case 'validate':
        return await runValidate(command, file, context);
      case 'inspect':
        return runInspect(command, file, context);
    }
  } catch (error) {
    return refusalOf(file, error);
  }
}

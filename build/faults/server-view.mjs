import { databaseUrlOf, openServerCheck } from './check-server.mjs';

/** Looks at what the server holds of a ledger; a connection for each look, because the database is killed in between. */
export function makeServerView(dataFolder) {
  const look = async (ask) => {
    const server = await openServerCheck({ databaseUrl: databaseUrlOf(dataFolder), dataFolder });
    try {
      return await ask(server);
    } finally {
      await server.close();
    }
  };
  return {
    look,
    /** Saved values and files that the server lacks, from the given places of the ledger on. */
    countMissing: (ledger, from = { saved: 0, files: 0 }) =>
      look(async (server) => {
        const received = await server.receivedValues(ledger.mark);
        const values = ledger.saved.slice(from.saved).filter(({ value }) => !received.has(value));
        return values.length + ledger.files.slice(from.files).filter(({ sha }) => !server.holdsBytes(sha)).length;
      }),
  };
}

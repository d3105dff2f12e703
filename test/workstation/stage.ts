/** What `build/test.mjs` laid out for the end-to-end tests: the built app, readable by the user who runs it. */
export interface Stage {
  readonly folder: string;
  /** First argument of the launcher. */
  readonly app: string;
  /** Executable that starts Electron with its real sandbox (as user nobody when the tests run as root). */
  readonly launcher: string;
  /** Folder in which the app may create its profiles. */
  readonly profiles: string;
}

/** Reads the stage that the test command prepared; throws when the tests were started without it. */
export const readStage = (): Stage => {
  const text = process.env.AKTENTASCHE_STAGE;
  if (!text) throw new Error('Run the end-to-end tests by: npm run test:e2e');
  return JSON.parse(text) as Stage;
};

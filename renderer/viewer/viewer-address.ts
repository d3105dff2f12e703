/** Where the viewer is served from: an origin, and so a process, of its own. */
export const VIEWER_ORIGIN = 'akten-viewer://viewer';
/** One document. */
export const VIEWER_URL = `${VIEWER_ORIGIN}/viewer.html`;
/** Two states of one document. */
export const COMPARE_URL = `${VIEWER_ORIGIN}/compare.html`;

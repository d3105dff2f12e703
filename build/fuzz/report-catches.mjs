import { inRoot } from '../repository.mjs';

// Curve arithmetic of another library says "no" by throwing, and this file turns that into false.
const expected = new Set(['validate/verify-value.ts']);

/** Lets every `catch` of the PDF engine tell the fuzzer what it caught: an exception that is swallowed is still one. */
export function reportCatches() {
  const engine = `${inRoot('shared/pdf')}/`;
  return {
    name: 'report-catches',
    enforce: 'pre',
    transform(code, id) {
      if (!id.startsWith(engine) || expected.has(id.slice(engine.length))) return null;
      const reported = code
        .replace(/catch \{/g, 'catch (caughtError) {globalThis.noteCaught?.(caughtError);')
        .replace(/catch \(error\) \{/g, 'catch (error) {globalThis.noteCaught?.(error);');
      return reported === code ? null : { code: reported, map: null };
    },
  };
}

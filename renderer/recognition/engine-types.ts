/** Of what a page consists, as the machine tells it (tesseract.js-core 7, GetJSONText); only what is used here. */
export interface EnginePage {
  readonly blocks: readonly {
    readonly paragraphs: readonly { readonly lines: readonly EngineLine[] }[];
  }[];
}

/** A line; `bbox` in pixels from the upper left. */
export interface EngineLine {
  readonly bbox: { readonly x0: number; readonly y0: number; readonly x1: number; readonly y1: number };
  readonly words: readonly { readonly text: string; readonly confidence: number }[];
}

/** The program behind the machine: Tesseract's own interface (`TessBaseAPI`), compiled to WebAssembly. */
export interface EngineModule {
  readonly FS: { writeFile(name: string, bytes: Uint8Array): void; unlink(name: string): void };
  readonly TessBaseAPI: new () => EngineApi;
}

/** Zero = it worked, for all that answer a number. */
export interface EngineApi {
  Init(folder: string | null, languages: string, mode: number): number;
  SetPageSegMode(mode: number): void;
  SetVariable(name: string, value: string): boolean;
  SetImageFile(orientation: number, angle: number): number;
  Recognize(monitor: null): number;
  GetJSONText(): string;
  Clear(): void;
}

/** How the program is started; `wasmBinary` keeps it from fetching anything. */
export type CreateEngine = (options: {
  readonly wasmBinary: Uint8Array;
  readonly print: () => void;
  readonly printErr: () => void;
  readonly TesseractProgress: () => void;
}) => Promise<EngineModule>;

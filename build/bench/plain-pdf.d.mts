export declare function writePlainPdf(file: string, imageBytes: number): void;

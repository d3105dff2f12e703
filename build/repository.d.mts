export declare const root: string;
export declare function inRoot(...names: string[]): string;

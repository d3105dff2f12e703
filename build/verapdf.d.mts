export declare const veraPdfJar: string;
export declare const veraPdfMain: string;

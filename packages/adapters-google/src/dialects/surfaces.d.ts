import type { Inbound, JsonObject, Surface } from '@signalbox/core';
/** The paths of some actions; a model may have slashes, escaped or not. */
export declare function surfacesOf(actions: readonly string[]): readonly Surface[];
/** The word behind the colon of a path. */
export declare function actionOf(inbound: Inbound | undefined): string;
/** The model of a path, or of a body that comes without one. */
export declare function modelOf(body: JsonObject, params: Readonly<Record<string, string>> | undefined): string;
/** Whether the client wants server-sent events; else a stream is one JSON array. */
export declare function wantsEvents(inbound: Inbound): boolean;
//# sourceMappingURL=surfaces.d.ts.map
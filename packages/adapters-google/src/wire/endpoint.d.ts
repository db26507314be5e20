import type { Target, WireRequest } from '@signalbox/core';
/** Where a model's actions live: everything of a request but its body. */
export type Endpoint = (target: Target, action: string) => Omit<WireRequest, 'body'>;
/** A model as a path: segments are escaped, slashes stay. */
export declare function modelPath(model: string): string;
/** A request for an action, its body still missing. */
export declare function actionRequest(origin: string, path: string): Omit<WireRequest, 'body'>;
//# sourceMappingURL=endpoint.d.ts.map
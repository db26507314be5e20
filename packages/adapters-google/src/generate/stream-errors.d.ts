import { GatewayError } from '@signalbox/core';
/** The error of a stream that stopped without an ending. */
export declare function truncated(): GatewayError;
/** The error of a chunk that is no JSON. */
export declare function malformed(): GatewayError;
//# sourceMappingURL=stream-errors.d.ts.map
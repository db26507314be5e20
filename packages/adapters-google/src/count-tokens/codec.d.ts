import { type Codec, type CountTokensRequest, type Result } from '@signalbox/core';
import type { Endpoint } from '../wire/endpoint.ts';
/** How an endpoint takes a whole request to count: inside a field with its model, or flat. */
export type CountStyle = 'wrapped' | 'flat';
/** countTokens at an endpoint. */
export declare function countTokensCodec(endpoint: Endpoint, style: CountStyle): Codec<CountTokensRequest, Result>;
//# sourceMappingURL=codec.d.ts.map
import { type Codec, type EmbedRequest, type Result } from '@signalbox/core';
import type { Endpoint } from '../wire/endpoint.ts';
import { type EmbedStyle } from './request.ts';
/** embedContent and its relatives at an endpoint. */
export declare function embedCodec(endpoint: Endpoint, style: EmbedStyle): Codec<EmbedRequest, Result>;
//# sourceMappingURL=codec.d.ts.map
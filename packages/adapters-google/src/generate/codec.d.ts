import { type ChatCodec } from '@signalbox/core';
import type { Endpoint } from '../wire/endpoint.ts';
/** generateContent and streamGenerateContent at an endpoint. */
export declare function generateCodec(endpoint: Endpoint): ChatCodec;
//# sourceMappingURL=codec.d.ts.map
import type { ChatCodec } from '@signalbox/core';
import { type ResponsesRepairs } from './relay.ts';
/** The Responses API as a wire of any provider that speaks it. */
export declare function responsesCodec(repairs?: ResponsesRepairs): ChatCodec;
//# sourceMappingURL=codec.d.ts.map
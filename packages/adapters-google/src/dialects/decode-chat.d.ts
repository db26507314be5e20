import { type ChatRequest, type Inbound, type JsonObject, type Source, type TakenHints } from '@signalbox/core';
/** A generate body as a chat; fields without a name here stay in extensions. */
export declare function decodeChat(raw: JsonObject, model: string, stream: boolean): ChatRequest;
/** The body without the gateway's own fields, and what every request takes from them. */
export declare function takeOwn(body: JsonObject, inbound: Inbound | undefined, wire: string): {
    readonly body: JsonObject;
    readonly own: Pick<TakenHints, 'hints' | 'sessionId' | 'metadata'> & {
        readonly source?: Source;
    };
};
//# sourceMappingURL=decode-chat.d.ts.map
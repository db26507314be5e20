import { abroadShapes } from './abroad-shapes.ts'
import { answerShapes } from './answer-shapes.ts'
import { chatTaskShapes } from './chat-task-shapes.ts'
import { codeTaskShapes } from './code-task-shapes.ts'
import { continentalShapes } from './continental-shapes.ts'
import { coverShapes } from './cover-shapes.ts'
import { defyShapes } from './defy-shapes.ts'
import { delimiterShapes } from './delimiter-shapes.ts'
import { directShapes } from './direct-shapes.ts'
import { dispatchShapes } from './dispatch-shapes.ts'
import { dropShapes } from './drop-shapes.ts'
import { easternShapes } from './eastern-shapes.ts'
import { errandFrameShapes } from './errand-frame-shapes.ts'
import { errandShapes } from './errand-shapes.ts'
import { forgedShapes } from './forged-shapes.ts'
import { frameShapes } from './frame-shapes.ts'
import { germanShapes } from './german-shapes.ts'
import { guardShapes } from './guard-shapes.ts'
import { handoverShapes } from './handover-shapes.ts'
import { insiderShapes } from './insider-shapes.ts'
import { leakShapes } from './leak-shapes.ts'
import { licenseShapes } from './license-shapes.ts'
import { obeyShapes } from './obey-shapes.ts'
import { outlawShapes } from './outlaw-shapes.ts'
import { outsideShapes } from './outside-shapes.ts'
import { personaShapes } from './persona-shapes.ts'
import { readerShapes } from './reader-shapes.ts'
import { renderShapes } from './render-shapes.ts'
import { replaceShapes } from './replace-shapes.ts'
import { replyShapes } from './reply-shapes.ts'
import { requestShapes } from './request-shapes.ts'
import { revealShapes } from './reveal-shapes.ts'
import { roleExitShapes } from './role-exit-shapes.ts'
import type { ShapeRule } from './shape-rule.ts'
import { sideErrandShapes } from './side-errand-shapes.ts'
import { spillShapes } from './spill-shapes.ts'
import { standingShapes } from './standing-shapes.ts'
import { strayShapes } from './stray-shapes.ts'
import { swayShapes } from './sway-shapes.ts'
import { switchShapes } from './switch-shapes.ts'
import { taskClaimShapes } from './task-claim-shapes.ts'
import { unboundShapes } from './unbound-shapes.ts'
import { userWishShapes } from './user-wish-shapes.ts'
import { vaultShapes } from './vault-shapes.ts'
import { vileShapes } from './vile-shapes.ts'
import { voiceShapes } from './voice-shapes.ts'

/** All shapes, whatever they are about. */
export const shapeRules: readonly ShapeRule[] = [
  ...delimiterShapes,
  ...directShapes,
  ...dropShapes,
  ...switchShapes,
  ...obeyShapes,
  ...roleExitShapes,
  ...requestShapes,
  ...revealShapes,
  ...leakShapes,
  ...vaultShapes,
  ...guardShapes,
  ...renderShapes,
  ...handoverShapes,
  ...licenseShapes,
  ...defyShapes,
  ...replaceShapes,
  ...germanShapes,
  ...continentalShapes,
  ...easternShapes,
  ...swayShapes,
  ...vileShapes,
  ...personaShapes,
  ...outlawShapes,
  ...unboundShapes,
  ...outsideShapes,
  ...insiderShapes,
  ...answerShapes,
  ...forgedShapes,
  ...strayShapes,
  ...voiceShapes,
  ...userWishShapes,
  ...taskClaimShapes,
  ...standingShapes,
  ...dispatchShapes,
  ...errandShapes,
  ...sideErrandShapes,
  ...spillShapes,
  ...replyShapes,
  ...codeTaskShapes,
  ...chatTaskShapes,
  ...abroadShapes,
  ...readerShapes,
  ...coverShapes,
  ...frameShapes,
  ...errandFrameShapes,
]

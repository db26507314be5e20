import { delimiterShapes } from './delimiter-shapes.ts'
import { directShapes } from './direct-shapes.ts'
import { insiderShapes } from './insider-shapes.ts'
import { outsideShapes } from './outside-shapes.ts'
import { personaShapes } from './persona-shapes.ts'
import { requestShapes } from './request-shapes.ts'
import { revealShapes } from './reveal-shapes.ts'
import type { ShapeRule } from './shape-rule.ts'

/** All shapes, whatever they are about. */
export const shapeRules: readonly ShapeRule[] = [
  ...delimiterShapes,
  ...directShapes,
  ...requestShapes,
  ...revealShapes,
  ...personaShapes,
  ...outsideShapes,
  ...insiderShapes,
]

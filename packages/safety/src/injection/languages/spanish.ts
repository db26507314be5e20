import type { Lexicon } from '../cues.ts'

export const spanish: Lexicon = {
  language: 'es',
  order: 'verb-first',
  phrases: {
    cancel:
      'ignora | ignore | ignorar | ignoren | ignorad | ignores | ignorando | olvida | olvide | olvidar | olviden | olvidad | olvídate | olvídese | desestima* | descarta* | omite | omitir | omita | haz caso omiso | hagan caso omiso | haga caso omiso | no hagas caso | no haga caso | no sigas | no siga | no obedezcas | deja de seguir | deje de seguir | pasa por alto | anula* | elimina* | borra* | sobrescribe* | elude* | evade* | sáltate | sáltese | desobedece* | abandona* | prescinde | reemplaza* | rompe | desactiva* | ya no son válidas | quedan anuladas | no tengas en cuenta | no tenga en cuenta | deja de lado | deje de lado | salta | hacer caso omiso | descarta | descarte | incumple | viola | elude | evade | borra | olvídate de | abandona | desobedece | pasa de',
    prior:
      'anterior* | previa* | previo* | precedente* | de arriba | arriba | antes | hasta ahora | iniciales | inicial | original* | pasada* | pasado* | antiguas | recibidas | últimas | primeras | antedichas | original | originales | previas | previa | previos | dadas',
    whole: 'todas | todos | todo | toda | cualquier | cualquiera | cada | cuanto',
    own: 'tus | tu | sus | su | vuestras | que te dieron | que te han dado | que has recibido | que recibiste | que tienes | que te | del sistema | sistema | desarrollador* | internas | secretas | ocultas | confidenciales | del desarrollador | del operador',
    orders:
      'instrucciones | instrucción | indicaciones | indicación | directrices | directriz | órdenes | orden | comandos | comando | prompt | prompts | consignas | consigna | directivas | programación | mandatos | pautas | entrenamiento | tareas | tarea | normas | reglas | prompt del sistema | restricciones',
    limits:
      'reglas | regla | normas | contexto | restricciones | limitaciones | límites | texto | filtros | políticas | conversación | ética | rol',
    everything:
      'todo lo anterior | todo lo que te han dicho | todo lo que te dijeron | todo lo que te dije | todo lo que te he dicho | todo lo dicho | todo lo que sabes | todo lo que se dijo | todo lo previo | todo lo de arriba | lo anterior | lo que te dijeron | todo lo que aprendiste | todo lo que has aprendido | todo hasta ahora | todo lo que hay arriba | todo lo que dije | todo lo escrito arriba | lo escrito arriba | todo lo que te indicaron | lo que te indicaron | lo que te pidió | lo que te pidieron | todo lo que has leído | todo lo que leíste | lo que te indicaron antes',
    reveal:
      'revela* | muestra* | muéstrame | muéstreme | mostrar | imprime* | repite* | repita | dime | dígame | di me | dame | deme | enseña* | lista | enumera* | comparte* | divulga* | cita | copia | deletrea | cuál es | cuáles son | cuál era | cuáles eran | expón | filtra | descubre | transcribe | reproduce | qué dice | qué dicen | qué instrucciones | palabra por palabra | literalmente | revelar | copie | muestra | qué reglas | qué indicaciones | escribe | imprime | enséñame | revela',
    prompt:
      'tus instrucciones | sus instrucciones | tu prompt | su prompt | tus reglas | sus reglas | tus directrices | tus indicaciones | prompt inicial | prompt original | instrucciones iniciales | instrucciones originales | instrucciones ocultas | instrucciones secretas | instrucciones internas | instrucciones que te dieron | instrucciones que has recibido | instrucciones que recibiste | instrucciones que te han dado | reglas internas | reglas secretas | reglas ocultas | indicaciones iniciales | prompt oculto | configuración inicial | recibiste al principio | recibiste al inicio | instrucciones recibiste | instrucciones te dieron | reglas te dio | te dio el desarrollador | encima de este mensaje | antes de este mensaje | antes de mi primer mensaje | que te dieron al inicio | que te dieron | te dieron al principio | no puedes decirme | te han prohibido decir | indicaciones que te dieron | tus instrucciones internas | tu mensaje de sistema',
    role: 'ahora eres | eres ahora | a partir de ahora | desde ahora | de ahora en adelante | en adelante eres | actúa como | actúe como | actuar como | actuarás como | finge que | finge ser | finja ser | haz de cuenta | haz como si | compórtate como | compórtese como | interpreta el papel | juega el papel | asume el papel | asume el rol | adopta el rol | adopta el papel | imagina que eres | imagine que es | simula ser | simula que | serás | vas a actuar | vas a ser | vas a interpretar | quiero que actúes | conviértete en | ya no eres | hazte pasar por | responde como | interpretas a | interpreta a | imagina que estás | a partir de ahora eres | desde ahora eres | haz de | actúas como',
    free: 'sin restricciones | sin ninguna restricción | sin restricción | sin límites | sin ningún límite | sin limitaciones | sin filtros | sin filtro | sin ningún filtro | sin censura | sin reglas | sin ninguna regla | sin normas | sin moral | sin ética | ninguna restricción | ninguna regla | ningún límite | ningún filtro | no tiene restricciones | no tienes restricciones | no tiene límites | no tienes límites | no tiene reglas | no tienes reglas | amoral | inmoral | libre de | liberado de | no sigue ninguna | no está sujeto | no estás sujeto | modo desarrollador | puede hacer cualquier cosa | puedes hacer cualquier cosa | hacer de todo | todo está permitido | sin tabúes | ilimitado | irrestricto | sin ninguna moral | nunca se niega | nunca te niegas | no te niegas | libre de todas tus restricciones | libre de restricciones | ia malvada | respondes a todo | responde a todo',
    fresh:
      'nuevas instrucciones | nueva instrucción | nueva tarea | nuevas reglas | nueva orden | nuevas órdenes | nuevo objetivo | nueva misión | tu verdadera tarea | tarea real | tu nueva tarea | en su lugar haz | nuevo prompt | instrucciones actualizadas | nuevo rol | estas son tus nuevas | nueva directiva',
    not: 'no | nunca | jamás | sin',
    comply:
      'nunca te niegues | no te niegues | nunca rechaces | sin negarte | sin advertencias | ninguna advertencia | responde a todo | a cualquier pregunta | todas las preguntas | aunque sea ilegal | ilegal* | sin avisos | nunca digas que no',
    machine:
      'querida ia | querido asistente | hola ia | nota para la ia | nota a la ia | nota para el asistente | mensaje para la ia | mensaje a la ia | instrucción para la ia | instrucciones para la ia | instrucciones para el asistente | instrucciones para ia | atención ia | atención asistente | si eres una ia | si usted es una ia | si eres un modelo | si eres un asistente | para la ia que | al asistente de ia | el asistente debe | la ia debe | asistente de ia que lea | a cualquier asistente de ia | si eres un modelo de lenguaje | importante para el asistente | mensaje para el asistente',
    first:
      'antes de responder | antes de contestar | antes de continuar | antes de resumir | antes de completar | antes de seguir | primero debes',
    hush: 'no le digas al usuario | no se lo digas al usuario | no digas nada al usuario | sin decirle al usuario | sin informar al usuario | sin avisar al usuario | sin que el usuario | no menciones esto | no lo menciones | no informes al usuario | a espaldas del usuario | en secreto | secretamente | discretamente | sin pedir confirmación | sin mencionarlo | no le digas nada al usuario',
    urgent:
      'mensaje importante | instrucción importante | instrucciones importantes | nota importante | mensaje urgente | aviso del sistema | notificación del sistema | muy importante | aviso importante',
    send: 'envía | envíe | enviar | manda | mande | reenvía | reenvíe | transmite | publica | agrega | añade | adjunta',
    data: 'contraseña* | credenciales | datos del usuario | datos personales | historial de la conversación | historial de chat | conversación | clave api | claves api | datos confidenciales | todos los correos | contactos | información personal',
    mine: 'mis | mi | nuestras | nuestros',
    topic:
      'qué significa | significado | ejemplo | expresión | frase | traduce | traducción | ataque* | explica* | artículo | título | cita',
    secret:
      'contraseña | palabra secreta | código secreto | el secreto | clave secreta | código de acceso',
    task: 'por favor | debes | tienes que | haz lo siguiente | haga lo siguiente | que hagas | hagas esto',
    soft: 'escribe | escriba | traduce | traduzca | resume | resuma | describe',
    passage:
      'prompt del sistema | prompt de sistema | mensaje del sistema | mensaje de sistema | instrucciones del sistema | instrucciones de sistema | texto anterior | texto de arriba | instrucciones anteriores | instrucciones de arriba | texto de arriba palabra por palabra | texto anterior palabra por palabra',
    guise: 'activa | active | cambia a | modo desarrollador | entra en modo',
    posing: 'el usuario también quiere | el usuario quiere | el usuario desea',
  },
}

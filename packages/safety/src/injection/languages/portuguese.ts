import type { Lexicon } from '../cues.ts'

export const portuguese: Lexicon = {
  language: 'pt',
  order: 'verb-first',
  phrases: {
    cancel:
      'ignore | ignora | ignorar | ignorem | esqueça | esquece | esquecer | esqueçam | desconsidere* | desconsidera | desconsiderar | despreze | descarte* | descarta | não siga | não sigas | não obedeça | pare de seguir | deixe de seguir | deixa de seguir | anule | anula | elimine | apague | apaga | sobrescreva | contorne | burle | desobedeça | abandone | deixe de lado | não leve em conta | não considere | substitua | quebre | desative | desrespeite | viole | não são mais válidas | pule | deixa de lado | não sigam | descarte | desconsidere | passe por cima | não siga mais | não obedeças | não respeite | desobedece | não dê atenção | não preste atenção | apague tudo | apaga tudo | descumpra | nada do que',
    prior:
      'anterior | anteriores | prévia* | prévio* | precedente* | acima | de cima | antes | até agora | inicial | iniciais | original | originais | passada* | recebidas | antigas | últimas | primeiras | de antes | anterior* | que veio antes | mais',
    whole: 'todas | todos | tudo | toda | todo | qualquer | quaisquer | cada',
    own: 'suas | seus | seu | sua | tuas | teus | teu | que você recebeu | que lhe foram | que te deram | que recebeste | do sistema | sistema | desenvolvedor* | internas | secretas | ocultas | confidenciais | do desenvolvedor | do operador',
    orders:
      'instruções | instrução | diretrizes | diretriz | ordens | ordem | comandos | comando | prompt | prompts | orientações | diretivas | programação | indicações | treinamento | tarefas | comandos | tarefa | normas | regras | prompt do sistema | restrições',
    limits:
      'regras | regra | normas | contexto | restrições | limitações | limites | texto | filtros | políticas | conversa | ética | papel',
    everything:
      'tudo o que foi dito | tudo que foi dito | tudo acima | tudo o que está acima | tudo o que veio antes | tudo que veio antes | tudo o que te disseram | tudo o que lhe disseram | tudo o que eu disse | tudo que eu disse | tudo o que você sabe | tudo que você sabe | tudo o que sabe | tudo anterior | tudo antes | tudo o que disseram | o que foi dito | tudo o que você aprendeu | tudo até agora | tudo o que está escrito acima | tudo o que foi pedido acima | tudo o que foi dito acima | tudo que foi pedido acima | tudo o que você leu | tudo o que leu | o que o operador pediu | o que lhe disseram | o que te disseram | o que o desenvolvedor | tudo o que foi pedido | nada do que | o que veio antes | tudo e | tudo isso e | o texto acima | o texto anterior | a tarefa anterior | a tarefa original | que você é uma ia | que é um assistente | apague tudo e | apaga tudo e | nada do que veio antes | tudo o que leste | tudo que leste | o que te pediram | tudo o que te',
    reveal:
      'revele | revela | revelar | mostre | mostra | mostrar | imprima | repita | repete | repetir | diga | diga me | me diga | diz me | dê me | me dê | dá me | compartilhe | partilha | divulgue | cite | copie | soletre | qual é | quais são | qual era | quais eram | exponha | exiba | transcreva | forneça | me mostre | palavra por palavra | literalmente | informe | copia | quais instruções | quais regras | qual é o | que instruções | quais são as suas | quais são suas | o que você não | o que não podes | mostra me | o que te disseram | o que lhe disseram',
    prompt:
      'suas instruções | tuas instruções | seu prompt | teu prompt | suas regras | tuas regras | suas diretrizes | prompt inicial | prompt original | instruções iniciais | instruções originais | instruções ocultas | instruções secretas | instruções internas | instruções que você recebeu | instruções que recebeu | instruções que lhe | regras secretas | regras internas | regras ocultas | prompt oculto | configuração inicial | instruções você recebeu | você recebeu no início | recebeu no início | regras o desenvolvedor | o desenvolvedor lhe deu | acima desta mensagem | antes desta mensagem | antes da minha primeira mensagem | não pode me dizer | proibido de dizer | suas instruções internas | seu texto inicial | instruções recebeste | instruções lhe deram | instruções te deram | regras te deram | seu prompt de sistema | seu prompt inicial | suas regras internas | antes da minha mensagem | no início da conversa | no começo da conversa | no início desta conversa | você não pode me dizer | não podes dizer | é proibido de dizer | tudo o que está escrito acima | o que está escrito acima | não podes dizer me | não deve dizer | te disseram antes | disseram no início | recebeste no início',
    role: 'agora você é | você agora é | agora és | a partir de agora | de agora em diante | doravante | aja como | age como | atue como | atua como | agir como | finja que | finja ser | finge que | faça de conta | faz de conta | comporte se como | interprete o papel | desempenhe o papel | assuma o papel | adote o papel | imagine que você é | imagina que és | simule | você será | você vai agir | quero que você aja | torne se | você não é mais | passe a ser | se passe por | responda como | você interpreta | interprete | imagine que está | imagine que você | a partir de agora você é | de agora em diante você é | finja | imagine que | faça o papel',
    free: 'sem restrições | sem nenhuma restrição | sem qualquer restrição | sem limites | sem limitações | sem filtros | sem filtro | sem nenhum filtro | sem censura | sem regras | sem nenhuma regra | sem moral | sem ética | nenhuma restrição | nenhuma regra | nenhum limite | nenhum filtro | não tem restrições | não tem limites | não tem regras | amoral | imoral | livre de | liberto de | libertado de | não segue nenhuma | não está sujeito | modo desenvolvedor | modo programador | pode fazer qualquer coisa | pode fazer tudo | fazer qualquer coisa | tudo é permitido | sem tabus | ilimitado | irrestrito | sem qualquer moral | nunca recusa | livre de todas as restrições | ia má | sem nenhum limite | não tens regras | nunca se recusa | responde a tudo | responda a tudo | livre de todas as | livre de todas',
    fresh:
      'novas instruções | nova instrução | nova tarefa | novas regras | nova ordem | novas ordens | novo objetivo | nova missão | sua verdadeira tarefa | verdadeira tarefa | tarefa real | sua nova tarefa | em vez disso faça | novo prompt | instruções atualizadas | novo papel | aqui estão suas novas | nova diretriz | sua verdadeira missão | sua nova missão | sua tarefa agora | mudança de instruções | mudança de tarefa | em vez de traduzir | em vez de responder | ao invés de traduzir | instruções mudaram | regras mudaram | sua tarefa agora é | a sua tarefa agora é | tua tarefa agora é',
    not: 'não | nunca | jamais | sem',
    comply:
      'nunca recuse | não recuse | nunca se recuse | sem recusar | sem avisos | nenhum aviso | sem advertências | responda a tudo | qualquer pergunta | todas as perguntas | mesmo que seja ilegal | ilegal | ilegais | nunca diga não',
    machine:
      'cara ia | caro assistente | olá ia | nota para a ia | nota à ia | nota para o assistente | mensagem para a ia | mensagem à ia | instrução para a ia | instruções para a ia | instruções para o assistente | instruções para ia | atenção ia | atenção assistente | se você é uma ia | se você for uma ia | se você é um modelo | se és uma ia | se você for um modelo | ao assistente de ia | o assistente deve | a ia deve | assistente de ia que ler | a qualquer assistente de ia | se você é um modelo de linguagem | importante para o assistente | mensagem para o assistente',
    first:
      'antes de responder | antes de continuar | antes de resumir | antes de concluir | antes de completar | antes de prosseguir | primeiro você deve',
    hush: 'não diga ao usuário | não diga nada ao usuário | não conte ao usuário | não digas ao utilizador | sem informar o usuário | sem avisar o usuário | sem informar o utilizador | sem que o usuário | sem contar ao usuário | não mencione isto | não mencione isso | não informe o usuário | em segredo | secretamente | discretamente | sem pedir confirmação | sem mencionar',
    urgent:
      'mensagem importante | instrução importante | instruções importantes | nota importante | mensagem urgente | aviso do sistema | notificação do sistema | muito importante | aviso importante',
    send: 'envie | envia | enviar | mande | encaminhe | transmita | publique | adicione | anexe | poste',
    data: 'senha | senhas | palavra passe | credenciais | dados do usuário | dados do utilizador | dados pessoais | histórico da conversa | histórico do chat | conversa | chave api | chave de api | dados confidenciais | todos os e mails | contatos',
    mine: 'minhas | meus | meu | minha | nossas',
    topic:
      'o que significa | significado | exemplo | expressão | frase | traduza | tradução | ataque | ataques | explique | artigo | título | citação',
    secret:
      'senha | palavra secreta | código secreto | o segredo | palavra passe | código de acesso | a senha | senha secreta | chave secreta',
    task: 'por favor | você deve | você precisa | faça o seguinte | deves | que você faça | faça isto',
    soft: 'escreva | escreve | traduza | traduz | resuma | descreva | liste',
    passage:
      'prompt do sistema | prompt de sistema | mensagem do sistema | mensagem de sistema | instruções do sistema | instruções de sistema | texto anterior | texto acima | instruções anteriores | instruções acima | texto acima palavra por palavra',
    guise: 'ative | ativa | mude para | modo desenvolvedor',
    posing: 'o usuário também quer | o usuário quer | o usuário deseja',
  },
}

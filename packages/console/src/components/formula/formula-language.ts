import { HighlightStyle, StreamLanguage } from '@codemirror/language'
import { tags } from '@lezer/highlight'

const words = /^(?:if|else|return|var|let|true|false|null|new|foreach|for|in)\b/i

/** Colours only; what a formula means is for the checker to say. */
export const formulaLanguage = StreamLanguage.define({
  token(stream) {
    if (stream.eatSpace()) return null
    if (stream.match('//')) {
      stream.skipToEnd()
      return 'comment'
    }
    if (stream.match(/^"(?:[^"\\]|\\.)*"?/) || stream.match(/^'(?:[^'\\]|\\.)*'?/)) return 'string'
    if (stream.match(/^\d+(?:\.\d+)?/)) return 'number'
    if (stream.match(words)) return 'keyword'
    if (stream.match(/^[A-Za-z_]\w*(?=\s*\()/)) return 'function'
    if (stream.match(/^[A-Za-z_]\w*/)) return 'variableName'
    if (stream.match(/^[-+*/%=!<>&|?:]+/)) return 'operator'
    stream.next()
    return null
  },
  tokenTable: { function: tags.function(tags.variableName) },
})

/** By variables of the theme, so that dark and light need no second set. */
export const colours = HighlightStyle.define([
  { tag: tags.string, color: 'var(--code-text)' },
  { tag: tags.number, color: 'var(--code-number)' },
  { tag: tags.keyword, color: 'var(--code-word)' },
  { tag: tags.function(tags.variableName), color: 'var(--code-call)' },
  { tag: tags.comment, color: 'var(--mantine-color-dimmed)' },
])

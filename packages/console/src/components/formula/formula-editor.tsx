import { autocompletion, type CompletionSource, closeBrackets, completionKeymap } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { bracketMatching, syntaxHighlighting } from '@codemirror/language'
import { type Diagnostic, setDiagnostics } from '@codemirror/lint'
import { EditorState } from '@codemirror/state'
import { EditorView, hoverTooltip, keymap } from '@codemirror/view'
import type { FlowDiagnostic } from '@trefoil/mapping'
import { startTransition, useEffect, useRef } from 'react'
import { flushSync } from 'react-dom'
import { nonce } from '../../nonce.ts'
import { colours, formulaLanguage } from './formula-language.ts'
import { helpFor } from './formula-words.ts'

interface FormulaEditorProps {
  label: string
  value: string
  change(value: string): void
  complete: CompletionSource
  diagnostics: readonly FlowDiagnostic[]
  isReadOnly?: boolean
}

/** A formula, with its words coloured, completed and explained, and its faults under the letters they are about. */
export function FormulaEditor({ label, value, change, complete, diagnostics, isReadOnly = false }: FormulaEditorProps) {
  const place = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView>(null)
  const latest = useRef({ value, change, complete })
  latest.current = { value, change, complete }

  // biome-ignore lint/correctness/useExhaustiveDependencies: the editor is made once, and told of a new value below
  useEffect(() => {
    if (place.current === null) return
    const editor = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc: value,
        extensions: [
          EditorView.cspNonce.of(nonce),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false' }),
          EditorState.readOnly.of(isReadOnly),
          history(),
          bracketMatching(),
          closeBrackets(),
          autocompletion({ override: [(context) => latest.current.complete(context)], icons: false }),
          formulaLanguage,
          syntaxHighlighting(colours),
          hoverTooltip((current, position) => helpAt(current, position)),
          // Tab goes on to the next field, as everywhere: nobody who uses the keyboard is caught here.
          keymap.of([...completionKeymap, ...historyKeymap, ...defaultKeymap]),
          EditorView.updateListener.of((update) => {
            // The letters come first; what they mean for the checks and the preview follows when there is time.
            if (update.docChanged) startTransition(() => latest.current.change(update.state.doc.toString()))
          }),
          // Whoever leaves the field is done writing: the button that is pressed next means every letter of it.
          EditorView.domEventHandlers({
            blur: (_, { state }) => {
              const text = state.doc.toString()
              if (text !== latest.current.value) flushSync(() => latest.current.change(text))
            },
          }),
        ],
      }),
    })
    view.current = editor
    return () => editor.destroy()
  }, [label, isReadOnly])

  useEffect(() => {
    const editor = view.current
    // While somebody types, the value is an echo of what was typed a moment ago.
    if (editor === null || editor.hasFocus || editor.state.doc.toString() === value) return
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } })
  }, [value])

  useEffect(() => {
    const editor = view.current
    if (editor !== null)
      editor.dispatch(
        setDiagnostics(
          editor.state,
          diagnostics.map((each) => marked(editor.state, each)),
        ),
      )
  }, [diagnostics])

  return <div ref={place} className="formula" />
}

function marked({ doc }: EditorState, { severity, message, range }: FlowDiagnostic): Diagnostic {
  const level = severity === 'hint' ? 'info' : severity
  if (range === undefined || range.line > doc.lines) return { from: 0, to: doc.length, severity: level, message }
  const line = doc.line(range.line)
  const from = Math.min(line.from + range.column - 1, doc.length)
  return { from, to: Math.min(from + Math.max(1, range.length), doc.length), severity: level, message }
}

function helpAt(view: EditorView, position: number) {
  const word = view.state.wordAt(position)
  const help = word === null ? undefined : helpFor(view.state.sliceDoc(word.from, word.to))
  if (word === null || help === undefined) return null
  return {
    pos: word.from,
    end: word.to,
    create: () => {
      const dom = document.createElement('div')
      dom.className = 'formula-help'
      dom.textContent = help
      return { dom }
    },
  }
}

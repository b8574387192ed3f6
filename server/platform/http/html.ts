import { readFileSync } from 'node:fs'

/** HTML that is already safe to put into a page. */
export class Html {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

type Part = string | number | Html | null | false | readonly Html[]

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escape = (text: string) => text.replaceAll(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign)

function put(part: Part): string {
  if (part === null || part === false) return ''
  if (part instanceof Html) return part.text
  if (typeof part === 'string' || typeof part === 'number') return escape(String(part))
  return part.map((one) => one.text).join('')
}

/** Template tag: everything put in is escaped unless it is Html itself. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return new Html(
    strings.reduce(
      (text, string, index) => text + string + (index < parts.length ? put(parts[index] as Part) : ''),
      '',
    ),
  )
}

const STYLE = ['page.css', 'page-papers.css', 'page-forms.css']
  .map((name) => readFileSync(new URL(name, import.meta.url), 'utf8'))
  .join('\n')

/** A whole page for people without an account: light, without scripts, readable on any phone. */
export function webPage(options: {
  language: string
  title: string
  company: { name: string; code: string; line: string }
  body: Html
}): string {
  return `<!doctype html>${
    html`<html lang="${options.language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <meta name="referrer" content="no-referrer" />
        <meta name="theme-color" content="#084f50" />
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <title>${options.title}</title>
        <style>
          ${new Html(STYLE)}
        </style>
      </head>
      <body>
        <header>
          <div>
            <span class="mark" aria-hidden="true">${options.company.code.slice(0, 4)}</span>
            <p><strong>${options.company.name}</strong><small>${options.company.line}</small></p>
          </div>
        </header>
        <main>${options.body}</main>
      </body>
    </html>`.text
  }`
}

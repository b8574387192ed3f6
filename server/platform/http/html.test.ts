import { describe, expect, it } from 'vitest'
import { html, webPage } from './html.ts'

describe('the html tag', () => {
  it.each([
    ['text', 'Cuci AC', 'Cuci AC'],
    ['signs of HTML', `<b>"A" & 'B'</b>`, '&lt;b&gt;&quot;A&quot; &amp; &#39;B&#39;&lt;/b&gt;'],
    ['a number', 5, '5'],
    ['zero', 0, '0'],
    ['nothing', null, ''],
    ['a condition that does not hold', false as const, ''],
  ])('puts in %s', (_, part, expected) => {
    expect(html`${part}`.text).toBe(expected)
  })

  it('leaves HTML as it is, alone and in a row', () => {
    const item = (text: string) => html`<li>${text}</li>`
    expect(html`${['a', '<b>'].map(item)}`.text).toBe('<li>a</li><li>&lt;b&gt;</li>')
    expect(html`${html`<b>a</b>`}`.text).toBe('<b>a</b>')
  })

  it('keeps an attribute closed', () => {
    expect(html`<input value="${'" onfocus="alert(1)'}" />`.text).toBe(
      '<input value="&quot; onfocus=&quot;alert(1)" />',
    )
  })
})

describe('a page', () => {
  const page = webPage({
    language: 'id',
    title: '<Tiket>',
    company: { name: 'PT <GSS>', code: 'GSSINDONESIA', line: 'Kunjungan' },
    body: html`<h1>Halo</h1>`,
  })

  it('needs nothing from elsewhere and runs no script', () => {
    expect(page.startsWith('<!doctype html><html lang="id">')).toBe(true)
    expect(page).not.toContain('<script')
    expect(page).not.toMatch(/(?:src|href)="https?:/)
    expect(page).not.toContain('@import')
  })

  it('is kept out of search engines and sends its address nowhere', () => {
    expect(page).toContain('noindex')
    expect(page).toContain('<meta name="referrer" content="no-referrer" />')
  })

  it('escapes title and company and cuts the sign of a long code', () => {
    expect(page).toContain('<title>&lt;Tiket&gt;</title>')
    expect(page).toContain('PT &lt;GSS&gt;')
    expect(page).toContain('>GSSI<')
  })

  it('knows light and dark', () => {
    expect(page).toContain('prefers-color-scheme: dark')
  })
})

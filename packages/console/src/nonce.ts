/** The styles that this page may make at run time carry it; the server chooses a new one for each answer. */
export const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? ''

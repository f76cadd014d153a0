const description = '`demonstration`: judged by the made-up lists that come with the service, and by nothing else; the report says so';

/** Which set of trusted lists is to be believed, as the API description shows it. */
export const TRUST_QUERY = { name: 'trust', required: false, enum: ['demonstration'], description };
export const TRUST_FIELD = { type: 'string', enum: ['demonstration'], description };

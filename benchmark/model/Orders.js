cube(`Orders`, {
  sql: `SELECT * FROM public.orders WHERE ${SECURITY_CONTEXT.company_id.filter('company_id')}`,
  refreshKey: { every: `1 hour` },
  joins: {
    Users: { relationship: `belongsTo`, sql: `${CUBE}.user_id = ${Users}.id` },
    LineItems: { relationship: `hasMany`, sql: `${CUBE}.id = ${LineItems}.order_id` },
  },
  measures: {
    count: { type: `count` },
    totalAmount: { sql: `amount`, type: `sum`, format: `currency` },
    avgAmount: { sql: `amount`, type: `avg` },
  },
  dimensions: {
    id: { sql: `id`, type: `number`, primaryKey: true, shown: true },
    status: { sql: `status`, type: `string` },
    createdAt: { sql: `created_at`, type: `time` },
  },
});

cube(`Users`, {
  sql: `SELECT * FROM public.users WHERE ${SECURITY_CONTEXT.company_id.filter('company_id')}`,
  refreshKey: { every: `1 hour` },
  measures: { count: { type: `count` } },
  dimensions: {
    id: { sql: `id`, type: `number`, primaryKey: true },
    city: { sql: `city`, type: `string` },
  },
});

cube(`LineItems`, {
  sql: `SELECT * FROM public.line_items`,
  refreshKey: { every: `1 hour` },
  measures: {
    count: { type: `count` },
    revenue: { sql: `${CUBE}.price * ${CUBE}.quantity`, type: `sum` },
  },
  joins: { Products: { relationship: `belongsTo`, sql: `${CUBE}.product_id = ${Products}.id` } },
  dimensions: { id: { sql: `id`, type: `number`, primaryKey: true } },
});

cube(`Products`, {
  sql: `SELECT * FROM public.products`,
  refreshKey: { every: `1 hour` },
  dimensions: {
    id: { sql: `id`, type: `number`, primaryKey: true },
    category: { sql: `category`, type: `string` },
  },
});

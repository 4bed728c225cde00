cube(`users`, {
  description: `The people who order`,
  sql: `SELECT * FROM users WHERE ${SECURITY_CONTEXT.company_id.filter('company_id')}`,

  joins: {
    companies: {
      relationship: `many_to_one`,
      sql: `${CUBE}.company_id = ${companies.id}`,
    },
  },

  measures: {
    count: {
      type: `count`,
      drillMembers: [fullName, city, companies.name],
    },
    averageAge: {
      sql: `age`,
      type: `avg`,
    },
  },

  dimensions: {
    id: {
      sql: `id`,
      type: `number`,
      primaryKey: true,
    },
    fullName: {
      sql: `${CUBE}.first_name || ' ' || ${CUBE}.last_name`,
      type: `string`,
    },
    city: {
      sql: `city`,
      type: `string`,
    },
    age: {
      sql: `age`,
      type: `number`,
    },
    signedUpAt: {
      sql: `signed_up_at`,
      type: `time`,
    },
  },

  segments: {
    adults: {
      sql: `${CUBE}.age >= 18`,
    },
  },
});

// Runs before a token is issued. It is the handler of the AWS Cognito guide, with the company taken
// from the user's attribute in place of a constant.
exports.handler = (event, context, callback) => {
  event.response = {
    claimsOverrideDetails: {
      claimsToAddOrOverride: {
        'http://localhost:4000/': {
          company_id: event.request.userAttributes['custom:company_id'],
          user_id: event.request.userAttributes.sub,
          roles: ['user'],
        },
      },
    },
  };
  callback(null, event);
};

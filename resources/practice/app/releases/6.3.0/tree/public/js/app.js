console.log("dreamfactory");
